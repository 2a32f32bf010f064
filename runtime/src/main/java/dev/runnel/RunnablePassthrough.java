package dev.runnel;

import dev.runnel.engine.LambdaPipeline;

/**
 * A runnel that gives what it reads: the branch of a {@link RunnableParallel} that keeps the input.
 * Immutable and thread-safe.
 *
 * @param <T> what it reads and gives
 */
public final class RunnablePassthrough<T> implements Runnel<T, T, T> {
  private RunnablePassthrough() {}

  /**
   * Makes one.
   *
   * @param <T> what it reads and gives
   * @return the runnel
   */
  public static <T> RunnablePassthrough<T> of() {
    return new RunnablePassthrough<>();
  }

  @Override
  public ChunkStream<T> open(T input, RunContext run) {
    return new LambdaPipeline<T>(name(), run, input, () -> input);
  }

  @Override
  public Whole<T, T> whole() {
    return Whole.last();
  }
}
