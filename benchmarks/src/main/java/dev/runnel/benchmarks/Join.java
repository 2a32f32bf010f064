package dev.runnel.benchmarks;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Step;

/** Holds a chain whose first two steps run beside each other. */
interface Join {
  /** How long each of the two computes. */
  int ROUNDS = 2_000;

  @Step
  default Word left(@Input String text) {
    return compute(text, 3);
  }

  @Step
  default Long right(@Input String text) {
    return (long) compute(text, 5).weight();
  }

  @Step
  default String join(Word left, Long right) {
    return left.text() + left.weight() + right;
  }

  @Chain({"left", "right", "join"})
  RunnableSequence<String, String, String> joined();

  private static Word compute(String text, int by) {
    Word word = Word.of(text);
    for (int i = 0; i < ROUNDS; i++) {
      word = word.shifted(by + i);
    }
    return word;
  }
}
