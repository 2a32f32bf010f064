package dev.runnel.engine.wrap;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.stream.ClosesPromptly;
import dev.runnel.engine.stream.Failures;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is read of a stream, so that another attempt can read it again from its start, until
 * it is known that no attempt will follow.
 *
 * <p>One attempt reads at a time, each by {@link #replay}. Closing such a reader lets go of the
 * stream only when no attempt can follow any more; {@link #close} always does.
 */
final class Recording<T> implements ClosesPromptly {
  private final ChunkStream<T> source;
  private final List<T> kept = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean keeping = true;
  private @Nullable Throwable failure;

  Recording(ChunkStream<T> source) {
    this.source = source;
  }

  /** Returns a stream of all chunks, from the first one. */
  ChunkStream<T> replay() {
    return new Replay();
  }

  /** Says that no attempt will follow: from now on nothing more is kept. */
  void keepNoMore() {
    keeping = false;
  }

  /** Tells whether an attempt failed since what it read has failed; another one cannot help. */
  @SuppressWarnings("ReferenceEquality") // an exception is the same only if it is the same object
  boolean isCause(Throwable thrown) {
    return failure != null && (failure == thrown || thrown.getCause() == failure);
  }

  @Override
  public boolean closesPromptly() {
    return ClosesPromptly.is(source);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      source.close();
    }
  }

  private final class Replay extends AbstractChunkStream<T> {
    private int position;
    private volatile boolean left;

    @Override
    public boolean hasNext() {
      if (left) {
        throw new StreamClosedException("This attempt has ended, and its input was closed.");
      }
      if (position < kept.size()) {
        return true;
      }
      if (failure != null) {
        throw Failures.sneakyThrow(failure);
      }
      try {
        return source.hasNext();
      } catch (Throwable thrown) {
        failure = thrown;
        throw thrown;
      }
    }

    @Override
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The stream has ended.");
      }
      if (position < kept.size()) {
        return keptChunk();
      }
      T chunk = source.next();
      if (keeping) {
        kept.add(chunk);
        position++;
      } else if (position > 0) {
        kept.clear();
        position = 0;
      }
      return chunk;
    }

    private T keptChunk() {
      T chunk = kept.get(position);
      position++;
      return chunk;
    }

    @Override
    protected void release() {
      left = true;
      if (!keeping) {
        Recording.this.close();
      }
    }
  }
}
