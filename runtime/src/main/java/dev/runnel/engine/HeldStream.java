package dev.runnel.engine;

import java.util.function.Consumer;

/**
 * Is what the reader of a pushing pipeline holds. The pipeline itself is held by the thread that
 * works for it, so only this can tell that nobody reads any more.
 */
final class HeldStream<C> extends SingleUse<C> {
  private final Pipeline<C> pipeline;
  private boolean tracked;

  HeldStream(Pipeline<C> pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public boolean hasNext() {
    if (!tracked) {
      tracked = true;
      pipeline.track(this);
    }
    return pipeline.hasNext();
  }

  @Override
  public C next() {
    hasNext();
    return pipeline.next();
  }

  @Override
  public void forEach(Consumer<? super C> action) {
    pipeline.forEach(action);
  }

  @Override
  public void close() {
    pipeline.close();
  }
}
