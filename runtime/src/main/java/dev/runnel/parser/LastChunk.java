package dev.runnel.parser;

import dev.runnel.Accumulator;
import dev.runnel.Whole;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the whole from the last chunk, and knows what it is if there was none. */
record LastChunk<C, O>(Function<C, O> function, @Nullable O nothing) implements Whole<C, O> {
  @Override
  public Accumulator<C, O> accumulator() {
    return new Last<>(function);
  }

  @Override
  public Optional<O> whenEmpty() {
    return Optional.ofNullable(nothing);
  }

  @Override
  public boolean isLastChunk() {
    return true;
  }

  private static final class Last<C, O> implements Accumulator<C, O> {
    private final Function<C, O> function;
    private @Nullable C last;

    Last(Function<C, O> function) {
      this.function = function;
    }

    @Override
    public void add(C chunk) {
      last = chunk;
    }

    @Override
    public O sum() {
      C chunk = last;
      if (chunk == null) {
        throw new IllegalStateException("Nothing was added.");
      }
      return function.apply(chunk);
    }
  }
}
