package dev.runnel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collector;
import org.jspecify.annotations.Nullable;

/** The rules that {@link Whole} offers. */
final class Wholes {
  private static final Whole<String, String> TEXT = new Rule<>(TextAccumulator::new, "");
  private static final Whole<Object, List<Object>> LIST =
      new Rule<>(ListAccumulator::new, List.of());
  private static final Whole<Object, Object> LAST = new LastRule();
  private static final Whole<Object, Optional<Object>> OPTIONAL =
      new Rule<>(
          () -> new MappedAccumulator<>(new LastAccumulator<>(), Optional::of), Optional.empty());

  private Wholes() {}

  static Whole<String, String> text() {
    return TEXT;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static <C> Whole<C, List<C>> list() {
    return (Whole) LIST;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static <C> Whole<C, C> last() {
    return (Whole) LAST;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  static <C> Whole<C, Optional<C>> optional() {
    return (Whole) OPTIONAL;
  }

  static <C extends Additive<C, W>, W> Whole<C, W> sum() {
    return new Rule<>(AdditiveAccumulator<C, W>::new, null);
  }

  static <C, O> Whole<C, O> from(Collector<? super C, ?, ? extends O> collector) {
    return fromList(chunks -> chunks.stream().collect(collector));
  }

  static <C, O> Whole<C, O> fromList(Function<? super List<C>, ? extends O> function) {
    return new Whole<>() {
      @Override
      public Accumulator<C, O> accumulator() {
        return new MappedAccumulator<>(new ListAccumulator<>(), function);
      }

      @Override
      public Optional<O> whenEmpty() {
        return Optional.ofNullable(function.apply(List.of()));
      }
    };
  }

  static <C, O, P> Whole<C, P> map(Whole<C, O> whole, Function<? super O, ? extends P> function) {
    return new Whole<>() {
      @Override
      public Accumulator<C, P> accumulator() {
        return new MappedAccumulator<>(whole.accumulator(), function);
      }

      @Override
      public Optional<P> whenEmpty() {
        return whole.whenEmpty().map(function);
      }

      @Override
      public boolean isLastChunk() {
        return whole.isLastChunk();
      }
    };
  }

  static <B, C, O> Whole<B, O> mapChunks(
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
      public Optional<O> whenEmpty() {
        return whole.whenEmpty();
      }
    };
  }

  static <C, O> Whole<C, O> onlyChunks(Whole<C, O> whole, Predicate<? super C> predicate) {
    return new Whole<>() {
      @Override
      public Accumulator<C, O> accumulator() {
        return new SelectingAccumulator<>(whole, predicate);
      }

      @Override
      public Optional<O> whenEmpty() {
        return whole.whenEmpty();
      }
    };
  }

  private static final class SelectingAccumulator<C, O> implements Accumulator<C, O> {
    private final Whole<C, O> whole;
    private final Accumulator<C, O> accumulator;
    private final Predicate<? super C> predicate;
    private boolean any;

    SelectingAccumulator(Whole<C, O> whole, Predicate<? super C> predicate) {
      this.whole = whole;
      this.accumulator = whole.accumulator();
      this.predicate = predicate;
    }

    @Override
    public void add(C chunk) {
      if (predicate.test(chunk)) {
        any = true;
        accumulator.add(chunk);
      }
    }

    @Override
    public O sum() {
      return any ? accumulator.sum() : whole.whenEmpty().orElseGet(accumulator::sum);
    }
  }

  private static final class LastRule implements Whole<Object, Object> {
    @Override
    public Accumulator<Object, Object> accumulator() {
      return new LastAccumulator<>();
    }

    @Override
    public boolean isLastChunk() {
      return true;
    }
  }

  private record Rule<C, O>(Supplier<Accumulator<C, O>> accumulators, @Nullable O ofNoChunks)
      implements Whole<C, O> {
    @Override
    public Accumulator<C, O> accumulator() {
      return accumulators.get();
    }

    @Override
    public Optional<O> whenEmpty() {
      return Optional.ofNullable(ofNoChunks);
    }
  }

  private static final class LastAccumulator<C> implements Accumulator<C, C> {
    private @Nullable C last;

    @Override
    public void add(C chunk) {
      last = chunk;
    }

    @Override
    public C sum() {
      if (last == null) {
        throw new IllegalStateException("An accumulator was asked for the whole of no chunks.");
      }
      return last;
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
