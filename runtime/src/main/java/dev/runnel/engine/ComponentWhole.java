package dev.runnel.engine;

import dev.runnel.Runnel;
import dev.runnel.Summer;
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
record ComponentWhole<C, O>(Supplier<? extends Runnel<?, C, O>> component) implements Whole<C, O> {
  @Override
  public Summer<C, O> summer() {
    return new LateSummer<>(this);
  }

  @Override
  public Optional<O> ofNothing() {
    return rule().ofNothing();
  }

  @Override
  public boolean keepsLast() {
    try {
      return rule().keepsLast();
    } catch (Exception failure) {
      return false; // the run fails with it when it opens the component
    }
  }

  private Whole<C, O> rule() {
    return component.get().whole();
  }

  private static final class LateSummer<C, O> implements Summer<C, O> {
    private final ComponentWhole<C, O> whole;
    private @Nullable Summer<C, O> summer;

    LateSummer(ComponentWhole<C, O> whole) {
      this.whole = whole;
    }

    private Summer<C, O> summer() {
      if (summer == null) {
        summer = whole.rule().summer();
      }
      return summer;
    }

    @Override
    public void add(C chunk) {
      summer().add(chunk);
    }

    @Override
    public O sum() {
      return summer().sum();
    }
  }
}
