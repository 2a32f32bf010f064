package dev.runnel.benchmarks;

import java.util.function.UnaryOperator;

/** The stateful step for the engines that take functions; one is made for each run. */
final class Total implements UnaryOperator<Word> {
  private int sum;

  @Override
  public Word apply(Word word) {
    sum += word.weight();
    return word.shifted(sum);
  }
}
