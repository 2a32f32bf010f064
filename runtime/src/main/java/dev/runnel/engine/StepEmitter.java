package dev.runnel.engine;

import dev.runnel.Emitter;
import dev.runnel.StreamClosedException;

/**
 * Is the emitter of one step: hands each chunk to the steps behind it at once.
 *
 * <p>What fails behind it belongs to the step where it happened. It is kept here and thrown by
 * {@link Pipeline#settle}, whatever the emitting step does about the {@link StreamClosedException}
 * that it gets.
 *
 * @param <R> the chunks
 */
public abstract class StepEmitter<R> implements Emitter<R> {
  private final Pipeline<?> pipeline;
  private final int step;

  /**
   * Makes the emitter of a step.
   *
   * @param pipeline the pipeline that the step is part of
   * @param step the step's index in the plan
   */
  protected StepEmitter(Pipeline<?> pipeline, int step) {
    this.pipeline = pipeline;
    this.step = step;
  }

  /**
   * Runs the steps behind this one.
   *
   * @param chunk the chunk, not null
   * @throws Exception what a later step throws
   */
  protected abstract void onNext(R chunk) throws Exception;

  @Override
  public final void emit(R chunk) {
    pipeline.beforeEmit(step, chunk);
    try {
      onNext(chunk);
    } catch (Throwable failure) {
      throw pipeline.keepOutcome(failure);
    }
    pipeline.afterEmit(step);
  }
}
