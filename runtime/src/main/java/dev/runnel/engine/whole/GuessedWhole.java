package dev.runnel.engine.whole;

import dev.runnel.Accumulator;
import dev.runnel.Additive;
import dev.runnel.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up chunks of which only their class is known: text is concatenated, what brings its own
 * accumulator is summed, one chunk is itself, and several are a list, or the last one.
 */
public enum GuessedWhole implements Whole<Object, Object> {
  /** Lists chunks that cannot be added. */
  LIST,
  /** Keeps the last of chunks that cannot be added. */
  LAST;

  @SuppressWarnings("unchecked")
  public <C> Whole<C, Object> of() {
    return (Whole<C, Object>) this;
  }

  @Override
  public Accumulator<Object, Object> accumulator() {
    return new Guess(this == LIST);
  }

  private static final class Guess implements Accumulator<Object, Object> {
    private final boolean lists;
    private @Nullable Accumulator<Object, ?> accumulator;
    private boolean many;

    Guess(boolean lists) {
      this.lists = lists;
    }

    @Override
    public void add(Object chunk) {
      if (accumulator == null) {
        accumulator = accumulatorFor(chunk);
      }
      accumulator.add(chunk);
    }

    @SuppressWarnings("unchecked")
    private Accumulator<Object, ?> accumulatorFor(Object chunk) {
      if (chunk instanceof Additive<?, ?> additive) {
        return (Accumulator<Object, ?>) additive.accumulator();
      }
      if (chunk instanceof String) {
        return (Accumulator<Object, ?>) (Accumulator<?, ?>) Whole.text().accumulator();
      }
      many = lists;
      return lists ? Whole.list().accumulator() : Whole.<Object>last().accumulator();
    }

    @Override
    public Object sum() {
      if (accumulator == null) {
        throw new IllegalStateException("An accumulator was asked for the whole of no chunks.");
      }
      Object sum = accumulator.sum();
      return many && sum instanceof List<?> list && list.size() == 1 ? list.get(0) : sum;
    }
  }
}
