package dev.runnel.engine;

import dev.runnel.Additive;
import dev.runnel.Summer;
import dev.runnel.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up chunks of which only their class is known: text is concatenated, what brings its own
 * summer is summed, one chunk is itself, and several are a list, or the last one.
 */
enum GuessedWhole implements Whole<Object, Object> {
  /** Lists chunks that cannot be added. */
  LIST,
  /** Keeps the last of chunks that cannot be added. */
  LAST;

  @SuppressWarnings("unchecked")
  <C> Whole<C, Object> of() {
    return (Whole<C, Object>) this;
  }

  @Override
  public Summer<Object, Object> summer() {
    return new Guess(this == LIST);
  }

  private static final class Guess implements Summer<Object, Object> {
    private final boolean lists;
    private @Nullable Summer<Object, ?> summer;
    private boolean many;

    Guess(boolean lists) {
      this.lists = lists;
    }

    @Override
    public void add(Object chunk) {
      if (summer == null) {
        summer = summerFor(chunk);
      }
      summer.add(chunk);
    }

    @SuppressWarnings("unchecked")
    private Summer<Object, ?> summerFor(Object chunk) {
      if (chunk instanceof Additive<?, ?> additive) {
        return (Summer<Object, ?>) additive.summer();
      }
      if (chunk instanceof String) {
        return (Summer<Object, ?>) (Summer<?, ?>) Wholes.text().summer();
      }
      many = lists;
      return lists ? Wholes.list().summer() : Wholes.<Object>last().summer();
    }

    @Override
    public Object sum() {
      if (summer == null) {
        throw new IllegalStateException("A summer was asked for the whole of no chunks.");
      }
      Object sum = summer.sum();
      return many && sum instanceof List<?> list && list.size() == 1 ? list.get(0) : sum;
    }
  }
}
