package dev.runnel.benchmarks;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;

/** Holds a chain of five steps that each give one value: a run that is short. */
interface ShortRun {
  @Step
  default Word read(String text) {
    return Word.of(text);
  }

  @Step
  default Word second(Word word) {
    return word.shifted(2);
  }

  @Step
  default Word third(Word word) {
    return word.shifted(3);
  }

  @Step
  default Word fourth(Word word) {
    return word.shifted(4);
  }

  @Step
  default String text(Word word) {
    return word.weight() == 0 ? "" : word.text();
  }

  @Chain({"read", "second", "third", "fourth", "text"})
  RunnableSequence<String, String, String> chain();

  /** Calls the steps, as one would without a chain. */
  default String directly(String text) {
    return text(fourth(third(second(read(text)))));
  }
}
