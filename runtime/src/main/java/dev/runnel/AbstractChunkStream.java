package dev.runnel;

import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Is a stream that can be iterated once, and whose {@link #forEach} returns where its action closes
 * the stream, as a loop does at a break.
 *
 * @param <C> the chunks
 */
public abstract class AbstractChunkStream<C> implements ChunkStream<C> {
  private boolean iterated;
  private boolean stopped;
  private volatile @Nullable Thread inForEach;

  /** Makes a stream that was not iterated yet. */
  protected AbstractChunkStream() {}

  /** Closes the stream; may be called more than once. */
  protected abstract void release();

  @Override
  public final Iterator<C> iterator() {
    if (iterated) {
      throw new IllegalStateException(
          "This stream was iterated before, and its chunks are gone. Start another run with"
              + " stream(input), or collect the chunks into a list first.");
    }
    iterated = true;
    return this;
  }

  @Override
  public void forEach(Consumer<? super C> action) {
    try (this) {
      readAll(action);
    }
  }

  private void readAll(Consumer<? super C> action) {
    inForEach = Thread.currentThread();
    try {
      while (!stopped && hasNext()) {
        action.accept(next());
      }
    } finally {
      inForEach = null;
    }
  }

  @Override
  public final void close() {
    if (Thread.currentThread().equals(inForEach)) {
      stopped = true;
    }
    release();
  }
}
