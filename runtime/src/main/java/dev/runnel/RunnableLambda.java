package dev.runnel;

import dev.runnel.engine.LambdaPipeline;

/**
 * A function as a runnel: it reads a whole and gives one chunk. Immutable and thread-safe, as far
 * as the function is.
 *
 * <pre>{@code
 * Runnel<String, ?, Integer> length = parser.then(RunnableLambda.of("length", String::length));
 * }</pre>
 *
 * @param <I> the input
 * @param <O> what it gives
 */
public final class RunnableLambda<I, O> implements Runnel<I, O, O> {
  private final String name;
  private final Body<? super I, ? extends O> body;

  private RunnableLambda(String name, Body<? super I, ? extends O> body) {
    this.name = name;
    this.body = body;
  }

  /**
   * Makes a runnel of a function.
   *
   * @param body the function; runnels that it calls become children of its run
   * @param <I> the input
   * @param <O> what it gives
   * @return the runnel, named {@code RunnableLambda}
   */
  public static <I, O> RunnableLambda<I, O> of(Body<? super I, ? extends O> body) {
    return of("RunnableLambda", body);
  }

  /**
   * Makes a runnel of a function.
   *
   * @param name the name of its runs
   * @param body the function; runnels that it calls become children of its run
   * @param <I> the input
   * @param <O> what it gives
   * @return the runnel
   */
  public static <I, O> RunnableLambda<I, O> of(String name, Body<? super I, ? extends O> body) {
    return new RunnableLambda<>(name, body);
  }

  @Override
  public ChunkStream<O> open(I input, RunContext run) {
    return new LambdaPipeline<O>(name, run, input, () -> body.apply(input));
  }

  @Override
  public Whole<O, O> whole() {
    return Whole.last();
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Is the function.
   *
   * @param <I> the input
   * @param <O> what it gives
   */
  @FunctionalInterface
  public interface Body<I, O> {
    /**
     * Does the work.
     *
     * @param input the input
     * @return what it gives, not null
     * @throws Exception what the run fails with; a checked one in a {@link StepException}
     */
    O apply(I input) throws Exception;
  }
}
