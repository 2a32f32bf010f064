package dev.runnel;

import dev.runnel.engine.whole.CallWhole;
import dev.runnel.engine.whole.Collector;
import dev.runnel.engine.whole.ComponentWhole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the rules that {@link Whole} offers. */
public final class Wholes {
  private static final Whole<String, String> TEXT = new Rule<>(TextAccumulator::new, "");
  private static final Whole<Object, List<Object>> LIST =
      new Rule<>(ListAccumulator::new, List.of());
  private static final Whole<Object, Object> LAST = new LastRule();
  private static final Whole<Object, Optional<Object>> OPTIONAL =
      new Rule<>(() -> new MappedAccumulator<>(Collector.last(), Optional::of), Optional.empty());

  private Wholes() {}

  /**
   * Concatenates text.
   *
   * @return the rule
   */
  public static Whole<String, String> text() {
    return TEXT;
  }

  /**
   * Lists all chunks.
   *
   * @param <C> the chunks
   * @return the rule
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <C> Whole<C, List<C>> list() {
    return (Whole) LIST;
  }

  /**
   * Keeps the last chunk.
   *
   * @param <C> the chunks
   * @return the rule
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <C> Whole<C, C> last() {
    return (Whole) LAST;
  }

  /**
   * Takes the one chunk, if there is one.
   *
   * @param <C> the chunks
   * @return the rule
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <C> Whole<C, Optional<C>> optional() {
    return (Whole) OPTIONAL;
  }

  /**
   * Adds chunks that bring their own accumulator.
   *
   * @param <C> the chunks
   * @param <W> the whole
   * @return the rule
   */
  public static <C extends Additive<C, W>, W> Whole<C, W> sum() {
    return new Rule<>(AdditiveAccumulator<C, W>::new, null);
  }

  /**
   * Makes the whole from the list of all chunks.
   *
   * @param collect makes the whole
   * @param <C> the chunks
   * @param <O> the whole
   * @return the rule
   */
  public static <C, O> Whole<C, O> collecting(Function<? super List<C>, ? extends O> collect) {
    return new Whole<>() {
      @Override
      public Accumulator<C, O> accumulator() {
        return new MappedAccumulator<>(new ListAccumulator<>(), collect);
      }

      @Override
      public Optional<O> ofNothing() {
        return Optional.ofNullable(collect.apply(List.of()));
      }
    };
  }

  /**
   * Takes the rule of a component, which is asked for when the rule is needed.
   *
   * @param component gives the component
   * @param <C> the chunks
   * @param <O> the whole
   * @return the rule
   */
  public static <C, O> Whole<C, O> of(Supplier<? extends Runnel<?, C, O>> component) {
    return new ComponentWhole<>(component);
  }

  /**
   * Takes the rule of what the chain's last step calls, which each run knows for itself.
   *
   * @param <C> the chunks
   * @param <O> the whole
   * @return the rule
   */
  @SuppressWarnings("unchecked")
  public static <C, O> Whole<C, O> ofCall() {
    return new CallWhole<>(value -> (O) value, () -> null);
  }

  /**
   * Applies a function to a whole.
   *
   * @param whole the rule
   * @param function makes the new whole
   * @param <C> the chunks
   * @param <O> the whole
   * @param <P> the new whole
   * @return the new rule
   */
  public static <C, O, P> Whole<C, P> map(
      Whole<C, O> whole, Function<? super O, ? extends P> function) {
    if (whole instanceof CallWhole<C, O> call) {
      return call.mapped(function);
    }
    return new Whole<>() {
      @Override
      public Accumulator<C, P> accumulator() {
        return new MappedAccumulator<>(whole.accumulator(), function);
      }

      @Override
      public Optional<P> ofNothing() {
        return whole.ofNothing().map(function);
      }

      @Override
      public boolean isLastChunk() {
        return whole.isLastChunk();
      }
    };
  }

  /**
   * Applies a function to each chunk.
   *
   * @param whole the rule
   * @param function makes the rule's chunk
   * @param <B> the chunks read
   * @param <C> the rule's chunks
   * @param <O> the whole
   * @return the new rule
   */
  public static <B, C, O> Whole<B, O> mapChunks(
      Whole<C, O> whole, Function<? super B, ? extends C> function) {
    return new Whole<>() {
      @Override
      public Accumulator<B, O> accumulator() {
        Accumulator<C, O> accumulator = whole.accumulator();
        return new Accumulator<>() {
          @Override
          public void add(B chunk) {
            accumulator.add(function.apply(chunk));
          }

          @Override
          public O sum() {
            return accumulator.sum();
          }
        };
      }

      @Override
      public Optional<O> ofNothing() {
        return whole.ofNothing();
      }
    };
  }

  private static final class LastRule implements Whole<Object, Object> {
    @Override
    public Accumulator<Object, Object> accumulator() {
      return Collector.last();
    }

    @Override
    public boolean isLastChunk() {
      return true;
    }
  }

  private record Rule<C, O>(Supplier<Accumulator<C, O>> accumulators, @Nullable O nothing)
      implements Whole<C, O> {
    @Override
    public Accumulator<C, O> accumulator() {
      return accumulators.get();
    }

    @Override
    public Optional<O> ofNothing() {
      return Optional.ofNullable(nothing);
    }
  }

  /** Keeps a single text as it is; only a second one needs a builder. */
  private static final class TextAccumulator implements Accumulator<String, String> {
    private String first = "";
    private @Nullable StringBuilder text;

    @Override
    public void add(String chunk) {
      if (text != null) {
        text.append(chunk);
      } else if (first.isEmpty()) {
        first = chunk;
      } else {
        text = new StringBuilder(first).append(chunk);
      }
    }

    @Override
    public String sum() {
      return text == null ? first : text.toString();
    }
  }

  private static final class ListAccumulator<C> implements Accumulator<C, List<C>> {
    private final List<C> chunks = new ArrayList<>();

    @Override
    public void add(C chunk) {
      chunks.add(chunk);
    }

    @Override
    public List<C> sum() {
      return Collections.unmodifiableList(new ArrayList<>(chunks));
    }
  }

  private static final class AdditiveAccumulator<C extends Additive<C, W>, W>
      implements Accumulator<C, W> {
    private @Nullable Accumulator<C, W> accumulator;

    @Override
    public void add(C chunk) {
      if (accumulator == null) {
        accumulator = chunk.accumulator();
      }
      accumulator.add(chunk);
    }

    @Override
    public W sum() {
      if (accumulator == null) {
        throw new IllegalStateException("An accumulator was asked for the whole of no chunks.");
      }
      return accumulator.sum();
    }
  }

  private record MappedAccumulator<C, O, P>(
      Accumulator<C, O> accumulator, Function<? super O, ? extends P> function)
      implements Accumulator<C, P> {
    @Override
    public void add(C chunk) {
      accumulator.add(chunk);
    }

    @Override
    public P sum() {
      return function.apply(accumulator.sum());
    }
  }
}
