package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.Summer;
import org.jspecify.annotations.Nullable;

/** Adds up what is read of a stream, for those who listen to the run that reads it. */
final class Overheard<T> extends SingleUse<T> {
  private final ChunkStream<T> source;
  private final Summer<Object, Object> summer = GuessedWhole.LIST.summer();
  private volatile @Nullable T last;

  Overheard(ChunkStream<T> source) {
    this.source = source;
  }

  @Override
  public boolean hasNext() {
    return source.hasNext();
  }

  @Override
  public T next() {
    T chunk = source.next();
    synchronized (summer) {
      summer.add(chunk);
    }
    last = chunk;
    return chunk;
  }

  /** Returns the sum of what was read; null if nothing was. */
  @Nullable Object sum() {
    if (last == null) {
      return null;
    }
    synchronized (summer) {
      return summer.sum();
    }
  }

  /** Returns what was read last; null if nothing was. */
  @Nullable T last() {
    return last;
  }

  @Override
  protected void release() {
    source.close();
  }
}
