package dev.runnel.mcp;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * A stream whose run one side may cancel so that the other sees an end and no failure.
 *
 * @param <C> the chunks
 */
final class CancellableStream<C> extends AbstractChunkStream<C> {
  private final ChunkStream<C> stream;
  private final Consumer<CancellableStream<C>> onEnd;
  private volatile boolean cancelled;

  CancellableStream(ChunkStream<C> stream, Consumer<CancellableStream<C>> onEnd) {
    this.stream = stream;
    this.onEnd = onEnd;
  }

  /** Ends the run; who reads finds the end. */
  void cancel() {
    cancelled = true;
    stream.close();
  }

  @Override
  public boolean hasNext() {
    try {
      if (!cancelled && stream.hasNext()) {
        return true;
      }
    } catch (StreamClosedException closed) {
      if (!cancelled) {
        throw closed;
      }
    }
    onEnd.accept(this);
    return false;
  }

  @Override
  public C next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The stream has ended.");
    }
    return stream.next();
  }

  @Override
  protected void release() {
    stream.close();
    onEnd.accept(this);
  }
}
