package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a tool of a method: a function that a language model may ask to have called. For a class
 * {@code Weather} the class {@code WeatherToolbox} is generated, in the same package.
 *
 * <pre>{@code
 * class Weather {
 *   @Tool(description = "Tells the weather of the next days.", timeout = "10s")
 *   String forecast(String city, @Min(1) int days) { ... }
 * }
 *
 * Tool<ForecastArguments, String, String> forecast = new WeatherToolbox(weather).forecast();
 * }</pre>
 *
 * <p>The parameters are what the model gives: the compiler writes their schema, with the
 * descriptions of {@code @param}. A parameter of type {@code RunContext} is not shown to the model.
 *
 * <p>The method returns a value, which becomes text or JSON; media and other parts of messages;
 * nothing; a promise of a value; or a stream or a {@code Call}, whose pieces tell how it gets on
 * and whose whole is the result. A chain is a tool, too: annotate its {@code @Chain} method.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Tool {
  /**
   * Returns the name by which the model calls it: 1 to 64 letters, digits, {@code _} and {@code -}.
   *
   * @return the name; empty for the method's
   */
  String name() default "";

  /**
   * Tells the model what it does and when to use it.
   *
   * @return the description; empty for the Javadoc of the method, up to its tags
   */
  String description() default "";

  /**
   * Limits how long each attempt may take.
   *
   * @return a duration such as {@code "10s"}; empty for any time
   */
  String timeout() default "";

  /**
   * Returns how often it is tried in all before it has failed.
   *
   * @return the attempts, at least 1
   */
  int attempts() default 1;

  /**
   * Limits how much text of a result the model gets.
   *
   * @return the most characters, at least 1
   */
  int maxResultCharacters() default 50_000;

  /**
   * Says whether somebody must approve each call before it runs.
   *
   * @return whether that is needed
   */
  boolean approval() default false;

  /**
   * Limits how often one run of an agent calls it.
   *
   * @return the most calls, at least 1
   */
  int maxCalls() default Integer.MAX_VALUE;

  /**
   * Says whether a second call with the same arguments does no more than the first. Where it does,
   * a {@link Retry} of its agent is warned of, which would run it again.
   *
   * @return whether it is; a tool that is tried more than once is, too
   */
  boolean idempotent() default false;

  /**
   * Says whether it may run while another call of the same answer runs.
   *
   * @return whether it may
   */
  boolean parallel() default true;

  /**
   * Says whether its result is the answer, without another turn of the model.
   *
   * @return whether it is
   */
  boolean returnDirect() default false;

  /**
   * Says what happens when it fails.
   *
   * @return what happens
   */
  ToolFailure onFailure() default ToolFailure.FIXED_TEXT;

  /**
   * Returns the failures that end the run in any case.
   *
   * @return their classes
   */
  Class<? extends Throwable>[] endsRun() default {};
}
