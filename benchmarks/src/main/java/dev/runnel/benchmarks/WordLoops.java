package dev.runnel.benchmarks;

import java.util.List;
import java.util.function.Consumer;

/** Does the work of the pass-through chains in loops, as one would write them by hand. */
final class WordLoops {
  private WordLoops() {}

  static void ofSteps(int steps, List<String> text, Consumer<? super Word> sink) {
    switch (steps) {
      case 3 -> three(text, sink);
      case 5 -> five(text, sink);
      case 10 -> ten(text, sink);
      case 20 -> twenty(text, sink);
      default -> throw new IllegalArgumentException("There is no loop of " + steps + " steps.");
    }
  }

  private static void three(List<String> text, Consumer<? super Word> sink) {
    for (String piece : text) {
      Word word = Word.of(piece);
      if (!word.passes(1)) {
        continue;
      }
      sink.accept(word);
    }
  }

  private static void five(List<String> text, Consumer<? super Word> sink) {
    int sum1 = 0;
    for (String piece : text) {
      Word word = Word.of(piece);
      if (!word.passes(1)) {
        continue;
      }
      sum1 += word.weight();
      word = word.shifted(sum1);
      word = word.shifted(2);
      sink.accept(word);
    }
  }

  private static void ten(List<String> text, Consumer<? super Word> sink) {
    int sum1 = 0;
    int sum2 = 0;
    int sum3 = 0;
    for (String piece : text) {
      Word word = Word.of(piece);
      if (!word.passes(1)) {
        continue;
      }
      sum1 += word.weight();
      word = word.shifted(sum1);
      word = word.shifted(2);
      if (!word.passes(2)) {
        continue;
      }
      sum2 += word.weight();
      word = word.shifted(sum2);
      word = word.shifted(3);
      if (!word.passes(3)) {
        continue;
      }
      sum3 += word.weight();
      word = word.shifted(sum3);
      sink.accept(word);
    }
  }

  private static void twenty(List<String> text, Consumer<? super Word> sink) {
    int sum1 = 0;
    int sum2 = 0;
    int sum3 = 0;
    int sum4 = 0;
    int sum5 = 0;
    int sum6 = 0;
    for (String piece : text) {
      Word word = Word.of(piece);
      if (!word.passes(1)) {
        continue;
      }
      sum1 += word.weight();
      word = word.shifted(sum1);
      word = word.shifted(2);
      if (!word.passes(2)) {
        continue;
      }
      sum2 += word.weight();
      word = word.shifted(sum2);
      word = word.shifted(3);
      if (!word.passes(3)) {
        continue;
      }
      sum3 += word.weight();
      word = word.shifted(sum3);
      word = word.shifted(4);
      if (!word.passes(4)) {
        continue;
      }
      sum4 += word.weight();
      word = word.shifted(sum4);
      word = word.shifted(5);
      if (!word.passes(5)) {
        continue;
      }
      sum5 += word.weight();
      word = word.shifted(sum5);
      word = word.shifted(6);
      if (!word.passes(6)) {
        continue;
      }
      sum6 += word.weight();
      word = word.shifted(sum6);
      word = word.shifted(7);
      sink.accept(word);
    }
  }
}
