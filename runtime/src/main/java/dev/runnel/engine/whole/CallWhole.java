package dev.runnel.engine.whole;

import dev.runnel.Accumulator;
import dev.runnel.Whole;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole of a chain that ends in a call: that of what is called, which a run knows when it has
 * made the call. Outside of a run it goes by the chunks: text is concatenated, additive chunks are
 * summed, else the last one is the whole.
 */
public final class CallWhole<C, O> implements Whole<C, O> {
  private final Function<Object, ? extends O> function;
  private final Supplier<@Nullable Whole<?, ?>> called;

  public CallWhole(Function<Object, ? extends O> function, Supplier<@Nullable Whole<?, ?>> called) {
    this.function = function;
    this.called = called;
  }

  /** Returns the same rule for the chunks of a call that is known when they come. */
  public <B> Whole<B, O> calledBy(Supplier<@Nullable Whole<?, ?>> call) {
    return new CallWhole<>(function, call);
  }

  @Override
  public <P> Whole<C, P> map(Function<? super O, ? extends P> next) {
    return new CallWhole<>(value -> next.apply(function.apply(value)), called);
  }

  @SuppressWarnings("unchecked")
  private Whole<Object, Object> rule() {
    @Nullable Whole<?, ?> known = called.get();
    return known == null ? GuessedWhole.LAST : (Whole<Object, Object>) known;
  }

  @Override
  public Accumulator<C, O> accumulator() {
    return new Accumulator<>() {
      private @Nullable Accumulator<Object, Object> accumulator;

      @Override
      public void add(C chunk) {
        if (accumulator == null) {
          accumulator = rule().accumulator();
        }
        accumulator.add(chunk);
      }

      @Override
      public O sum() {
        if (accumulator == null) {
          throw new IllegalStateException("An accumulator was asked for the whole of no chunks.");
        }
        return function.apply(accumulator.sum());
      }
    };
  }

  @Override
  public Optional<O> whenEmpty() {
    return rule().whenEmpty().map(function);
  }
}
