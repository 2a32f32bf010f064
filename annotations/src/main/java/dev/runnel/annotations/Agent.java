package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a step that is a chat model call tools until it has an answer: it becomes an agent. It
 * stands beside {@code @Step} or {@code @StreamingStep}.
 *
 * <pre>{@code
 * @StreamingStep
 * @Agent(tools = {"weather", "search"}, maxTurns = 10)
 * abstract ChatModel model();
 *
 * @Tool
 * String weather(String city) { ... }
 * }</pre>
 *
 * <p>The chunks of the step are those of the agent: what the model says, and what the tools do. A
 * step or a chain that reads text gets what the agent says. The whole is the answer with all new
 * messages.
 *
 * <p>The generated class needs the artifact {@code runnel-agents}. For what is not said here, such
 * as what happens before a turn, write a step that returns an agent.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Agent {
  /**
   * Names what the model may call: methods of the class that are annotated with {@link Tool}.
   *
   * @return the names of the methods, or of the tools; none for all tools of the class
   */
  String[] tools() default {};

  /**
   * Limits how often the model is asked.
   *
   * @return the most turns, at least 1
   */
  int maxTurns() default 10;

  /**
   * Limits how many tools run at the same time.
   *
   * @return the most tools, at least 1
   */
  int maxParallel() default 8;
}
