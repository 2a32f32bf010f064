package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a step that reads chunk by chunk: it is called once for each chunk, or, with a
 * parameter of a stream type, once with the stream itself.
 *
 * <p>On a method without data parameters that returns a component (a model, a parser, a chain) it
 * makes that component a step.
 *
 * <pre>{@code
 * @StreamingStep
 * Optional<String> largeOnly(Country country) {
 *   return country.population() > 50_000_000 ? Optional.of(country.name()) : Optional.empty();
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface StreamingStep {
  /**
   * Names the step's run in events.
   *
   * @return the name; empty for the method's name
   */
  String name() default "";

  /**
   * Says what kind of work the step does.
   *
   * @return one type at the most; none for what the component is, else {@link RunType#CHAIN}
   */
  RunType[] type() default {};

  /**
   * Tags the step's run and all runs below it.
   *
   * @return the tags
   */
  String[] tags() default {};

  /**
   * Says what the chunks are to each other.
   *
   * @return one word at the most; none for what the types say: a component's own whole that is a
   *     list makes its chunks items, and what is made of an item, chunk by chunk, is an item
   */
  Chunks[] chunks() default {};
}
