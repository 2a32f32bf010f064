package dev.runnel.compose;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Injects an exception and a cancellation at each place of each form, and looks at what comes out:
 * the outcome, one terminal event for each run, closed sources, threads given back. The system
 * property {@code runnel.seed} repeats the scheduling of a line that failed.
 */
class FaultTableTest {
  private static final int SCHEDULINGS = 2;

  static Stream<FaultCase> table() {
    @Nullable Long given = Long.getLong("runnel.seed");
    long first = given == null ? System.nanoTime() : given;
    int count = given == null ? SCHEDULINGS : 1;
    return FaultCase.table(
        FaultForm.values(), LongStream.range(first, first + count).boxed().toList())
        .stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void endsAsItShouldAndLeavesNothing(FaultCase fault) throws Exception {
    new FaultLine(fault).check();
  }
}
