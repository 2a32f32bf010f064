package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a step's parameter, or what a component's method reads, to the output of an earlier step.
 *
 * <pre>{@code
 * @Step
 * String both(@From("joke") String first, @From("poem") String second) { ... }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface From {
  /**
   * Names the earlier step.
   *
   * @return the name of the step's method
   */
  String value();
}
