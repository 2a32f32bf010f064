package dev.runnel.engine.whole;

import dev.runnel.Accumulator;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds up chunks as a component says, which is asked for with the first chunk: a component that
 * cannot be made fails the run in its step, and not the one who wants to add up.
 *
 * @param component gives the component
 * @param <C> the chunks
 * @param <O> the whole
 */
public record ComponentWhole<C, O>(Supplier<? extends Runnel<?, C, O>> component)
    implements Whole<C, O> {
  @Override
  public Accumulator<C, O> accumulator() {
    return new LateAccumulator<>(this);
  }

  @Override
  public Optional<O> whenEmpty() {
    return rule().whenEmpty();
  }

  @Override
  public boolean isLastChunk() {
    try {
      return rule().isLastChunk();
    } catch (Exception failure) {
      return false; // the run fails with it when it opens the component
    }
  }

  private Whole<C, O> rule() {
    return component.get().implementation().whole();
  }

  private static final class LateAccumulator<C, O> implements Accumulator<C, O> {
    private final ComponentWhole<C, O> whole;
    private @Nullable Accumulator<C, O> accumulator;

    LateAccumulator(ComponentWhole<C, O> whole) {
      this.whole = whole;
    }

    private Accumulator<C, O> accumulator() {
      if (accumulator == null) {
        accumulator = whole.rule().accumulator();
      }
      return accumulator;
    }

    @Override
    public void add(C chunk) {
      accumulator().add(chunk);
    }

    @Override
    public O sum() {
      return accumulator().sum();
    }
  }
}
