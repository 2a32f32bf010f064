package dev.runnel.compose;

import dev.runnel.Accumulator;
import dev.runnel.BatchResult;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.Whole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts the outcomes of many inputs in the order of the inputs.
 *
 * @param failsFast whether the first failure is that of the whole
 * @param ordered makes the whole of the ordered outcomes
 * @param <O> one value
 * @param <W> the whole
 */
record EachWhole<O, W>(boolean failsFast, Function<List<Outcome<O>>, W> ordered)
    implements Whole<Indexed<O>, W> {
  /** Lists the values. */
  static <O> EachWhole<O, List<O>> values() {
    return new EachWhole<>(
        true,
        outcomes -> {
          List<O> values = new ArrayList<>();
          outcomes.forEach(outcome -> values.add(outcome.value()));
          return Collections.unmodifiableList(values);
        });
  }

  /** Keeps values and failures. */
  static <O> EachWhole<O, BatchResult<O>> outcomes() {
    return new EachWhole<>(false, BatchResult::new);
  }

  @Override
  public Accumulator<Indexed<O>, W> accumulator() {
    List<Indexed<O>> all = new ArrayList<>();
    return new Accumulator<>() {
      @Override
      public void add(Indexed<O> chunk) {
        all.add(chunk);
      }

      @Override
      public W sum() {
        List<Indexed<O>> sorted = new ArrayList<>(all);
        sorted.sort((a, b) -> Integer.compare(a.index(), b.index()));
        List<Outcome<O>> outcomes = new ArrayList<>(sorted.size());
        sorted.forEach(one -> outcomes.add(one.outcome()));
        return ordered.apply(outcomes);
      }
    };
  }

  @Override
  public Optional<W> whenEmpty() {
    return Optional.of(ordered.apply(List.of()));
  }
}
