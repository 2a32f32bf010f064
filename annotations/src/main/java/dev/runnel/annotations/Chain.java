package dev.runnel.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an abstract method a chain of the steps that it names, in their order.
 *
 * <p>The method either has no parameter and returns a {@code RunnableSequence<I, C, O>} (or {@code
 * Runnel}, {@code StreamRunnel}), or it is a plain call: its parameter is the input, and it returns
 * {@code ChunkStream<C>}, {@code Flow.Publisher<C>}, {@code CompletableFuture<O>} or the whole
 * {@code O} itself.
 *
 * <pre>{@code
 * @Chain({"ask", "model"})
 * RunnableSequence<String, String, String> joke();
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Chain {
  /**
   * Names the methods that are the chain's steps, in their order.
   *
   * @return the names; at least one
   */
  String[] value();

  /**
   * Names the chain's run in events.
   *
   * @return the name; empty for the method's name
   */
  String name() default "";

  /**
   * Tags the chain's run and all runs below it.
   *
   * @return the tags
   */
  String[] tags() default {};

  /**
   * Names the method of the chain class that makes the whole of the list of all chunks.
   *
   * @return the method's name; empty if the types say it
   */
  String collect() default "";

  /**
   * Says whether the chain has to stream to its end.
   *
   * @return what the compiler reports
   */
  Streaming streams() default Streaming.PREFERRED;

  /**
   * Says whether the compiler writes the JSON schemas of the chain's input, chunks and whole, as
   * Jackson reads and writes them: for those who call it from elsewhere. The chain's method {@code
   * schemas()} returns them.
   *
   * @return whether it does
   */
  boolean schemas() default false;
}
