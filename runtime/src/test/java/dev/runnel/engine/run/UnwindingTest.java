package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However deep ends are nested, they come in the order of nested calls, on a flat stack. */
class UnwindingTest {
  private final Unwinding unwinding = new Unwinding();
  private final List<String> done = new ArrayList<>();
  private int depth;
  private int deepest;

  /** Does a level, then all below it, then what stands beside it. */
  private void level(int number, int levels) {
    depth++;
    deepest = Math.max(deepest, depth);
    done.add("level " + number);
    if (number + 1 < levels) {
      unwinding.run(() -> level(number + 1, levels));
    }
    unwinding.run(() -> done.add("beside " + number));
    depth--;
  }

  private static List<String> nested(int levels) {
    return Stream.concat(
            IntStream.range(0, levels).mapToObj(number -> "level " + number),
            IntStream.range(0, levels).mapToObj(number -> "beside " + (levels - 1 - number)))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 23, 24, 25, 26, 48, 49, 1_000})
  void theOrderIsThatOfNestedCallsAndTheStackStaysFlat(int levels) {
    unwinding.run(() -> level(0, levels));

    assertThat(done).isEqualTo(nested(levels));
    assertThat(deepest).isEqualTo(Math.min(levels, 24));
    assertThat(unwinding.isBusy()).isFalse();
  }

  @Test
  void itIsBusyWhileAnActionIsDone() {
    List<Boolean> busy = new ArrayList<>();
    assertThat(unwinding.isBusy()).isFalse();

    unwinding.run(() -> busy.add(unwinding.isBusy()));

    assertThat(busy).containsExactly(true);
    assertThat(unwinding.isBusy()).isFalse();
  }

  @Test
  void severalActionsAreAllDoneAndTheFirstFailureIsThrown() {
    IllegalStateException first = new IllegalStateException("first");
    List<Runnable> actions =
        List.of(
            () -> done.add("a"),
            () -> {
              throw first;
            },
            () -> done.add("b"),
            () -> {
              throw new IllegalStateException("second");
            },
            () -> done.add("c"));

    assertThatThrownBy(() -> unwinding.runAll(actions)).isSameAs(first);

    assertThat(done).containsExactly("a", "b", "c");
    assertThat(unwinding.isBusy()).isFalse();
  }

  @Test
  void afterAFailureItGoesOnAsBefore() {
    IllegalStateException failure = new IllegalStateException("x");
    assertThatThrownBy(
            () ->
                unwinding.run(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);

    unwinding.run(() -> level(0, 30));

    assertThat(done).isEqualTo(nested(30));
    assertThat(deepest).isEqualTo(24);
  }

  @Test
  void aFailureOfWhatWasPutOffComesOutOfTheOutermostAction() {
    IllegalStateException failure = new IllegalStateException("deep");

    assertThatThrownBy(() -> unwinding.run(() -> failsAt(0, 30, failure))).isSameAs(failure);

    assertThat(unwinding.isBusy()).isFalse();
  }

  private void failsAt(int number, int last, RuntimeException failure) {
    if (number < last) {
      unwinding.run(() -> failsAt(number + 1, last, failure));
      return;
    }
    throw failure;
  }
}
