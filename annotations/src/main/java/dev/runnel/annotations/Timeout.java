package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Limits how long a step, or a whole chain, may take.
 *
 * <p>If a limit is passed, what is running is cancelled: its sources are closed, whoever waits in
 * it is interrupted, and its reader gets a {@code RunTimeoutException}. With {@link Retry} or
 * {@link Fallback} the limits are those of each attempt, and a passed one is an error like others.
 * The time in which a reader does something else counts for {@link #total} only.
 *
 * <p>Durations are a number and a unit, {@code ns}, {@code us}, {@code ms}, {@code s}, {@code m} or
 * {@code h}: {@code "500ms"}, {@code "1.5s"}. The compiler checks them.
 *
 * <pre>{@code
 * @StreamingStep
 * @Timeout(firstChunk = "10s", betweenChunks = "2s")
 * abstract ChatModel model();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Timeout {
  /**
   * Limits the time from the start to the end.
   *
   * @return a duration, more than zero; empty for no limit
   */
  String total() default "";

  /**
   * Limits the time from the start to the first chunk.
   *
   * @return a duration, more than zero; empty for no limit
   */
  String firstChunk() default "";

  /**
   * Limits the time that a reader waits for each chunk after the first one.
   *
   * @return a duration, more than zero; empty for no limit
   */
  String betweenChunks() default "";
}
