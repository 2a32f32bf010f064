package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an abstract method that returns {@code ChatPrompt} a step that fills a template.
 *
 * <p>Each placeholder {@code {name}} must be a parameter, and each parameter be used; {@code
 * {country.name}} reads a record's component or a getter; <code>{{</code> and <code>}}</code> are
 * braces. <code>{&#64;schema}</code> is the JSON schema of what the model answers with that reads
 * the prompt: see {@link Answer}. The prompt holds the system message, if any, then the messages of
 * each {@code List<ChatMessage>} parameter in their order, then the user message, with the media of
 * each {@code Media} or {@code List<Media>} parameter after its text.
 *
 * <pre>{@code
 * @Prompt("Tell me a joke about {topic}")
 * ChatPrompt ask(String topic);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Prompt {
  /**
   * Gives the template of the user message.
   *
   * @return the template
   */
  String value();

  /**
   * Gives the template of the system message.
   *
   * @return the template; empty for none
   */
  String system() default "";

  /**
   * Gives the template of the id of the conversation that the prompt belongs to, for a component
   * with {@link Remember}.
   *
   * @return the template; empty where the run's configuration says it
   */
  String conversation() default "";

  /**
   * Names the step's run in events.
   *
   * @return the name; empty for the method's name
   */
  String name() default "";

  /**
   * Tags the step's run.
   *
   * @return the tags
   */
  String[] tags() default {};
}
