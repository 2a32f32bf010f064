package dev.runnel.engine.stream;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the chunks that one pull has made until they are taken; mostly that is one. A failure comes
 * after them.
 */
public final class ChunkBuffer<C> implements Consumer<C> {
  private @Nullable C slot;
  private @Nullable ArrayDeque<C> overflow;
  private @Nullable Throwable failure;

  @Override
  public void accept(C chunk) {
    if (slot == null) {
      slot = chunk;
    } else {
      if (overflow == null) {
        overflow = new ArrayDeque<>();
      }
      overflow.add(chunk);
    }
  }

  /** Says what the reader gets after the chunks. */
  public void endWith(Throwable thrown) {
    failure = thrown;
  }

  /** Returns what the reader gets after the chunks; null if they are followed by the end. */
  public @Nullable Throwable failure() {
    return failure;
  }

  public boolean isEmpty() {
    return slot == null;
  }

  /** Takes the oldest chunk; there must be one. */
  public C take() {
    @Nullable C chunk = slot;
    if (chunk == null) {
      throw new IllegalStateException(
          "The chunk was taken by another thread. One thread reads a stream at a time.");
    }
    slot = overflow == null ? null : overflow.poll();
    return chunk;
  }
}
