package dev.runnel.engine.stream;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.StreamClosedException;
import dev.runnel.Transformer;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A stream pulled through a transformer; used where a transformer stands alone, outside of
 * generated code.
 *
 * @param <T> the chunks read
 * @param <R> the chunks given
 */
public final class TransformerStream<T, R> extends AbstractChunkStream<R>
    implements ClosesPromptly {
  private final ChunkStream<T> source;
  private final Transformer<T, R> transformer;
  private final String name;
  private final ChunkBuffer<R> buffer = new ChunkBuffer<>();
  private boolean completed;
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable Throwable failure;

  /**
   * Makes the stream.
   *
   * @param source what is read, and closed with this stream
   * @param transformer a new transformer
   * @param name the transformer's name, for errors
   */
  public TransformerStream(ChunkStream<T> source, Transformer<T, R> transformer, String name) {
    this.source = source;
    this.transformer = transformer;
    this.name = name;
  }

  @Override
  public boolean hasNext() {
    if (closed.get() && !buffer.isEmpty()) {
      throw cut();
    }
    while (buffer.isEmpty() && !completed && failure == null) {
      try {
        if (source.hasNext()) {
          transformer.onChunk(source.next(), this::emitted);
        } else if (closed.get()) { // what ends when it is closed was cut
          throw cut();
        } else {
          completed = true;
          transformer.onComplete(this::emitted);
        }
      } catch (Throwable thrown) {
        failure = failure == null ? thrown : failure;
      }
    }
    if (buffer.isEmpty() && failure != null) {
      throw Failures.sneakyThrow(failure);
    }
    return !buffer.isEmpty();
  }

  private StreamClosedException cut() {
    return new StreamClosedException("The stream of '" + name + "' was closed before its end.");
  }

  private void emitted(R chunk) {
    if (chunk == null) {
      NullChunkException isNull = new NullChunkException("'" + name + "' emitted null.");
      failure = isNull;
      throw isNull;
    }
    buffer.accept(chunk);
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The stream has ended.");
    }
    return buffer.take();
  }

  @Override
  public boolean closesPromptly() {
    return ClosesPromptly.is(source);
  }

  @Override
  protected void release() {
    if (closed.compareAndSet(false, true)) {
      source.close();
    }
  }
}
