package dev.runnel.benchmarks;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import java.util.List;

/** Holds chains of 3 to 20 steps. */
interface PassThrough extends WordSteps {
  @Chain({"words", "weigh", "keep1"})
  RunnableSequence<List<String>, Word, List<Word>> three();

  @Chain({"words", "weigh", "keep1", "total1", "shift2"})
  RunnableSequence<List<String>, Word, List<Word>> five();

  @Chain({
    "words", "weigh", "keep1", "total1", "shift2", "keep2", "total2", "shift3", "keep3", "total3"
  })
  RunnableSequence<List<String>, Word, List<Word>> ten();

  @Chain({
    "words", "weigh", "keep1", "total1", "shift2", "keep2", "total2", "shift3", "keep3", "total3",
    "shift4", "keep4", "total4", "shift5", "keep5", "total5", "shift6", "keep6", "total6", "shift7"
  })
  RunnableSequence<List<String>, Word, List<Word>> twenty();

  /**
   * Returns a chain by its length.
   *
   * @param steps how many steps
   * @return the chain
   */
  default RunnableSequence<List<String>, Word, List<Word>> ofSteps(int steps) {
    return switch (steps) {
      case 3 -> three();
      case 5 -> five();
      case 10 -> ten();
      case 20 -> twenty();
      default -> throw new IllegalArgumentException("There is no chain of " + steps + " steps.");
    };
  }
}
