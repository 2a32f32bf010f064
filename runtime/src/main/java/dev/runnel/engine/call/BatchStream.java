package dev.runnel.engine.call;

import dev.runnel.AbstractChunkStream;
import dev.runnel.Indexed;
import dev.runnel.engine.Drained;
import dev.runnel.engine.run.DroppedStreams;
import dev.runnel.engine.run.Lifetime;
import java.lang.ref.Reference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Streams the outcomes of a batch, which starts when the first one is asked for. */
final class BatchStream<O> extends AbstractChunkStream<Indexed<O>> implements Drained<Indexed<O>> {
  private final BatchWork<?, ?, O> batch;
  private final @Nullable String openedAt;
  private boolean started;

  BatchStream(BatchWork<?, ?, O> batch, @Nullable String openedAt) {
    this.batch = batch;
    this.openedAt = openedAt;
  }

  private void start() {
    if (!started) {
      started = true;
      if (openedAt != null) {
        Lifetime work = batch.lifetime();
        work.whenOver(DroppedStreams.track(this, work, openedAt)::clean);
      }
      batch.start();
    }
  }

  @Override
  public boolean hasNext() {
    try {
      start();
      return batch.hasNext();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public Indexed<O> next() {
    try {
      start();
      return batch.next();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public boolean drainTo(Consumer<? super Indexed<O>> sink) {
    try {
      start();
      return batch.drainTo(sink);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  protected void release() {
    batch.close();
  }
}
