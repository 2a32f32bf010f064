package dev.runnel.engine;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.engine.stream.ClosesPromptly;
import dev.runnel.engine.whole.GuessedWhole;
import dev.runnel.engine.whole.LenientSum;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up what is read of a stream, for those who listen to the run that reads it. Any thread may
 * ask for the sum.
 */
final class SummedInput<T> extends AbstractChunkStream<T> implements ClosesPromptly {
  private final ChunkStream<T> source;
  private final LenientSum sum = new LenientSum(GuessedWhole.LIST);
  private final AtomicBoolean closed = new AtomicBoolean();
  private @Nullable T last;

  SummedInput(ChunkStream<T> source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    return source.hasNext();
  }

  @Override
  public T next() {
    T chunk = source.next();
    add(chunk);
    return chunk;
  }

  @Override
  public void forEach(Consumer<? super T> action) {
    source.forEach(
        chunk -> {
          add(chunk);
          action.accept(chunk);
        });
  }

  private synchronized void add(T chunk) {
    last = chunk;
    sum.add(chunk);
  }

  /** Returns the sum of what was read; null if nothing was. */
  synchronized @Nullable Object sum() {
    return sum.sum();
  }

  /** Returns what was read last; null if nothing was. */
  synchronized @Nullable T last() {
    return last;
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
