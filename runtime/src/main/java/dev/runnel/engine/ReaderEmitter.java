package dev.runnel.engine;

/** The emitter of a step behind which only the reader stands. */
final class ReaderEmitter<C> extends StepEmitter<C> {
  private final Pipeline<C> pipeline;

  ReaderEmitter(Pipeline<C> pipeline, int step) {
    super(pipeline, step);
    this.pipeline = pipeline;
  }

  @Override
  protected void onNext(C chunk) {
    pipeline.reader().accept(chunk);
  }
}
