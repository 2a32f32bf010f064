package dev.runnel.benchmarks;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Holds a chain over as many chunks as one wants. */
interface Endless {
  @Step
  default Iterator<Integer> numbers(Integer count) {
    return IntStream.range(0, count).iterator();
  }

  @StreamingStep
  default Integer twice(Integer number) {
    return 2 * number;
  }

  @StreamingStep
  default Optional<Integer> notOfSixteen(Integer number) {
    return (number & 31) != 0 ? Optional.of(number) : Optional.empty();
  }

  @Chain({"numbers", "twice", "notOfSixteen"})
  RunnableSequence<Integer, Integer, List<Integer>> chain();
}
