package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.StepRunnel;

/**
 * A runnel that gives what it reads: the branch of a {@link RunnableParallel} that keeps the input.
 * Immutable and thread-safe.
 *
 * @param <T> what it reads and gives
 */
public final class RunnablePassthrough<T> implements CustomRunnel<T, T, T> {
  private RunnablePassthrough() {}

  /**
   * Returns a runnel that gives its input.
   *
   * @param <T> what it reads and gives
   * @return the runnel
   */
  public static <T> RunnablePassthrough<T> of() {
    return new RunnablePassthrough<>();
  }

  @Override
  public ChunkStream<T> open(T input, RunContext run) {
    return StepRunnel.<T, T>of(name(), RunType.CHAIN, (in, step) -> step.value(in))
        .open(input, run);
  }

  @Override
  public Whole<T, T> whole() {
    return Whole.last();
  }
}
