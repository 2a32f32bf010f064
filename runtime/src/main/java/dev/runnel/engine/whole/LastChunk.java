package dev.runnel.engine.whole;

import dev.runnel.Whole;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last chunk, as is the rule where there is but one. It is what adds up and what collects
 * at once: a short run makes no second object for it.
 */
public final class LastChunk<C> extends Collector<C, C> {
  private @Nullable C last;

  @Override
  public void accept(C chunk) {
    last = chunk;
  }

  @Override
  public void run() {
    last = null;
  }

  @Override
  public boolean isEmpty() {
    return last == null;
  }

  @Override
  public C sum() {
    if (last == null) {
      throw new IllegalStateException("An accumulator was asked for the whole of no chunks.");
    }
    return last;
  }

  @Override
  public Whole<? super C, C> whole() {
    return Whole.last();
  }
}
