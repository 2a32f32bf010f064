package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a step that reads the whole of what comes before it, or, with a parameter of a
 * stream type, the stream itself; it is called once a run.
 *
 * <p>What it returns says what it gives: see the table of step forms in the README.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Step {
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
