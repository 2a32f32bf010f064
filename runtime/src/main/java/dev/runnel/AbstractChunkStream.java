package dev.runnel;

import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A base for streams that are written by hand. It sees to it that the stream is iterated once, and
 * that {@link #forEach} closes the stream at its end, and returns where its action closes it, as a
 * loop does at a break.
 *
 * <p>A subclass says what the next chunk is, and gives back what it holds in {@link #release}:
 *
 * <pre>{@code
 * final class Lines extends AbstractChunkStream<String> {
 *   private final BufferedReader reader;
 *   private String line;
 *   private volatile boolean closed;
 *
 *   Lines(BufferedReader reader) {
 *     this.reader = reader;
 *   }
 *
 *   @Override
 *   public boolean hasNext() {
 *     if (line == null && closed) {
 *       throw new StreamClosedException("The file was closed before its end.");
 *     }
 *     try {
 *       line = line == null ? reader.readLine() : line;
 *     } catch (IOException broken) {
 *       throw new UncheckedIOException(broken);
 *     }
 *     return line != null;
 *   }
 *
 *   @Override
 *   public String next() {
 *     if (!hasNext()) {
 *       throw new NoSuchElementException("The file has ended.");
 *     }
 *     String next = line;
 *     line = null;
 *     return next;
 *   }
 *
 *   @Override
 *   protected void release() {
 *     closed = true;
 *     try {
 *       reader.close();
 *     } catch (IOException broken) {
 *       throw new UncheckedIOException(broken);
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>{@code hasNext} and {@code next} are called by one thread at a time; {@code release} may be
 * called by any thread, at any time, and more than once.
 *
 * @param <C> the chunks
 */
public abstract class AbstractChunkStream<C> implements ChunkStream<C> {
  private boolean iterated;
  private boolean stopped;
  private volatile @Nullable Thread inForEach;

  /** Makes a stream that was not iterated yet. */
  protected AbstractChunkStream() {}

  /**
   * Gives back what the stream holds, and wakes up a reader that waits. Called by {@link #close},
   * by whatever thread, as often as that is called. A run waits for it for a second at the most,
   * and interrupts the reader after a tenth of that.
   */
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
