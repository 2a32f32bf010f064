package dev.runnel.engine;

import dev.runnel.AbstractChunkStream;
import dev.runnel.Whole;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.stream.ClosesPromptly;
import java.lang.ref.Reference;
import java.util.function.Consumer;

/**
 * The stream that the reader of a pushing pipeline holds. The pipeline itself is held by the thread
 * that works for it, so only this shows that nobody reads any more. It is held here while it is
 * read: else it could be taken for dropped in the middle of the last call.
 */
final class HeldStream<C> extends AbstractChunkStream<C>
    implements Lifetime.Bearer, ClosesPromptly {
  private final Pipeline<C> pipeline;
  private boolean tracked;

  HeldStream(Pipeline<C> pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public boolean hasNext() {
    try {
      track();
      return pipeline.hasNext();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public C next() {
    try {
      track();
      return pipeline.next();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private void track() {
    if (!tracked) {
      tracked = true;
      pipeline.track(this);
    }
  }

  @Override
  public void forEach(Consumer<? super C> action) {
    try {
      pipeline.forEach(action);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public <O> O collect(Whole<? super C, O> whole) {
    try {
      return pipeline.collect(whole);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public Lifetime lifetime() {
    return pipeline.lifetime;
  }

  @Override
  protected void release() {
    pipeline.close();
  }
}
