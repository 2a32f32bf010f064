package dev.runnel.engine;

/**
 * The emitter of a step behind which only the reader stands.
 *
 * @param <C> the chunks
 */
public final class ReaderEmitter<C> extends StepEmitter<C> {
  private final Pipeline<C> pipeline;

  /** Makes the emitter of a step of a pipeline. */
  public ReaderEmitter(Pipeline<C> pipeline, int step) {
    super(pipeline, step);
    this.pipeline = pipeline;
  }

  @Override
  protected void onNext(C chunk) {
    pipeline.reader().accept(chunk);
  }
}
