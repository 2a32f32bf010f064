package dev.runnel.engine;

import dev.runnel.Emitter;
import dev.runnel.StreamClosedException;

/**
 * The emitter of one step: hands each chunk to the steps behind it at once.
 *
 * <p>What fails behind it belongs to the step where it happened. It is kept and thrown by {@link
 * Pipeline#rethrowDownstream}, whatever the emitting step does about the {@link
 * StreamClosedException} that it gets.
 *
 * @param <R> the chunks
 */
public abstract class StepEmitter<R> implements Emitter<R> {
  private final Pipeline<?> pipeline;
  private final int step;

  /** Makes the emitter of a step of a pipeline. */
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
      pipeline.rethrowDownstream();
    } catch (Throwable failure) {
      throw pipeline.keepDownstreamFailure(failure);
    }
    pipeline.afterEmit(step);
  }
}
