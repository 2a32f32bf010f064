package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tries a step, or a whole chain, again when it fails.
 *
 * <p>Each attempt is a run of its own in events, with its error. What a step has read of a stream
 * is kept and read again. A run is <em>committed</em> when a chunk has reached a reader that does
 * not just add chunks up. An attempt is repeated until then, and what a reader has added up of one
 * that failed is thrown away; afterwards the error goes on, and what was streamed stays. A
 * cancelled run, an interrupt and an error of what the step reads are never tried again.
 *
 * <p>A wait grows from one attempt to the next: {@code delay}, {@code delay * multiplier}, and so
 * on, up to {@code maxDelay}. An error that says how long to wait (a {@code RetryAfter}) is obeyed
 * instead; if it says more than {@code maxDelay}, it goes on at once. If all attempts fail, the
 * last error goes on, with the others suppressed.
 *
 * <p>Durations are a number and a unit, {@code ns}, {@code us}, {@code ms}, {@code s}, {@code m} or
 * {@code h}: {@code "500ms"}, {@code "1.5s"}. The compiler checks them.
 *
 * <pre>{@code
 * @StreamingStep
 * @Retry(attempts = 5, on = IOException.class)
 * abstract ChatModel model();
 * }</pre>
 *
 * <p>Together with others: {@link Timeout} limits each attempt, and {@link Fallback} comes after
 * the last one.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Retry {
  /**
   * Says how many attempts there are at the most, the first one included.
   *
   * @return at least 1
   */
  int attempts() default 3;

  /**
   * Says how long to wait before the second attempt.
   *
   * @return a duration; zero for no wait
   */
  String delay() default "500ms";

  /**
   * Says how much longer each wait is than the one before.
   *
   * @return at least 1
   */
  double multiplier() default 2;

  /**
   * Says how long to wait at the most.
   *
   * @return a duration, not shorter than {@link #delay}
   */
  String maxDelay() default "30s";

  /**
   * Says by what share a wait is made longer or shorter at random, so that many callers do not come
   * back at the same moment.
   *
   * @return from 0, for exact waits, to 1
   */
  double jitter() default 0.2;

  /**
   * Says which errors are tried again.
   *
   * @return their types, subtypes included; at least one
   */
  Class<? extends Throwable>[] on() default Exception.class;

  /**
   * Says which of those errors are not tried again.
   *
   * @return their types, subtypes included
   */
  Class<? extends Throwable>[] notOn() default {};
}
