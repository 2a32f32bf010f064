package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a chat model that is a step answer with a Java type: each request bears the type's JSON
 * schema, which the compiler writes, and each answer is checked and read into the type.
 *
 * <pre>{@code
 * @StreamingStep
 * @Answer(Countries.class)
 * ChatModel model();
 * }</pre>
 *
 * <p>The step's whole is a {@code Countries}. What reads its chunks says what they are: the {@code
 * Countries} itself, once; {@code Partial<Countries>}, what there is so far; the elements of the
 * one list in it, each when it is complete; {@code String}, the text as it is written; or a record
 * of your own with the same properties, all of which may be missing.
 *
 * <p>An answer that is a refusal, was cut, or does not fit fails the step.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Answer {
  /**
   * Says what the model answers with.
   *
   * @return the type; {@code void} for that which reads the step
   */
  Class<?> value() default void.class;

  /**
   * Says how often to ask again at the most where an answer was cut or does not fit. The model is
   * told what was wrong. As with {@link Retry}, it is asked again until a chunk has reached a
   * reader that does not just add chunks up.
   *
   * @return 0 or more
   */
  int repairs() default 0;
}
