package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names what runs instead of a step, or of a whole chain, when that has failed.
 *
 * <p>A fallback stands at the step's place: its parameters read what they would read there. It
 * reads in the same way, a whole, chunk by chunk or a stream, and gives chunks of the same type,
 * which add up as those of the step do. The compiler checks this. It need not be in any chain, and
 * its own {@link Retry}, {@link Timeout} and {@link Fallback} hold for it as well.
 *
 * <p>A fallback runs unless the run is {@linkplain Retry committed}; after that the error goes on,
 * and what was streamed stays. If all fail, the first error goes on, with the others suppressed.
 *
 * <pre>{@code
 * @StreamingStep
 * @Retry
 * @Fallback("smallModel")
 * abstract ChatModel model();
 *
 * @StreamingStep
 * abstract ChatModel smallModel();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Fallback {
  /**
   * Names steps or chains of the class, which are tried in this order.
   *
   * @return the names of their methods; at least one
   */
  String[] value();
}
