package dev.runnel.engine;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Holds the chunks that one pull has made until they are taken; mostly that is one. */
final class ChunkBuffer<C> implements Consumer<C> {
  private @Nullable C slot;
  private @Nullable ArrayDeque<C> overflow;

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

  boolean isEmpty() {
    return slot == null;
  }

  /** Takes the oldest chunk; there must be one. */
  C take() {
    @Nullable C chunk = slot;
    if (chunk == null) {
      throw new IllegalStateException(
          "The chunk was taken by another thread. One thread reads a stream at a time.");
    }
    slot = overflow == null ? null : overflow.poll();
    return chunk;
  }
}
