package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a component that is asked by prompts, such as a model or an agent, remember conversations:
 * each question is asked with the turns before it, and is stored with its answer.
 *
 * <p>The memory is a method of the chain class that takes nothing and returns a {@code ChatMemory}.
 * If it is abstract, it becomes a constructor parameter of the generated class. Which conversation
 * a question belongs to, {@link Prompt#conversation} or the run's configuration says.
 *
 * <pre>{@code
 * @Prompt(value = "{question}", conversation = "{user}")
 * ChatPrompt ask(String question, @Input String user);
 *
 * @Remember("memory")
 * @StreamingStep
 * ChatModel model();
 *
 * ChatMemory memory();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Remember {
  /**
   * Names the method that returns the memory.
   *
   * @return the method's name
   */
  String value();
}
