package dev.runnel.clients;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import java.util.List;
import java.util.stream.Stream;

/** A chain that says what it takes and gives. */
interface Numbers {
  @Step
  default List<Integer> upTo(int number) {
    return Stream.iterate(1, i -> i + 1).limit(number).toList();
  }

  @Chain(value = "upTo", schemas = true)
  RunnableSequence<Integer, List<Integer>, List<Integer>> numbers();
}
