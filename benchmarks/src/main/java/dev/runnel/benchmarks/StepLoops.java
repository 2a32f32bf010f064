package dev.runnel.benchmarks;

import dev.runnel.Emitter;
import dev.runnel.Transformer;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Calls the steps of the pass-through chains by hand, with their {@code Optional}s and emitters but
 * with nothing of the engine. What a chain takes longer than this is the engine's; what this takes
 * longer than {@link WordLoops} is the price of the steps' forms.
 */
final class StepLoops {
  private final WordSteps steps;

  StepLoops(WordSteps steps) {
    this.steps = steps;
  }

  void ofSteps(int count, List<String> text, Consumer<? super Word> sink) {
    switch (count) {
      case 3 -> three(text, sink);
      case 5 -> five(text, sink);
      case 10 -> ten(text, sink);
      case 20 -> twenty(text, sink);
      default -> throw new IllegalArgumentException("There is no loop of " + count + " steps.");
    }
  }

  private void three(List<String> text, Consumer<? super Word> sink) {
    for (String piece : text) {
      Optional<Word> kept = steps.keep1(steps.weigh(piece));
      if (kept.isPresent()) {
        sink.accept(kept.get());
      }
    }
  }

  private void five(List<String> text, Consumer<? super Word> sink) {
    read(text, word -> sink.accept(steps.shift2(word)));
  }

  private void ten(List<String> text, Consumer<? super Word> sink) {
    Transformer<Word, Word> total2 = steps.total2();
    Transformer<Word, Word> total3 = steps.total3();
    Emitter<Word> after3 = sink::accept;
    Emitter<Word> after2 = word -> pass(steps.keep3(steps.shift3(word)), total3, after3);
    read(text, word -> pass(steps.keep2(steps.shift2(word)), total2, after2));
  }

  private void twenty(List<String> text, Consumer<? super Word> sink) {
    Transformer<Word, Word> total2 = steps.total2();
    Transformer<Word, Word> total3 = steps.total3();
    Transformer<Word, Word> total4 = steps.total4();
    Transformer<Word, Word> total5 = steps.total5();
    Transformer<Word, Word> total6 = steps.total6();
    Emitter<Word> after6 = word -> sink.accept(steps.shift7(word));
    Emitter<Word> after5 = word -> pass(steps.keep6(steps.shift6(word)), total6, after6);
    Emitter<Word> after4 = word -> pass(steps.keep5(steps.shift5(word)), total5, after5);
    Emitter<Word> after3 = word -> pass(steps.keep4(steps.shift4(word)), total4, after4);
    Emitter<Word> after2 = word -> pass(steps.keep3(steps.shift3(word)), total3, after3);
    read(text, word -> pass(steps.keep2(steps.shift2(word)), total2, after2));
  }

  private void read(List<String> text, Emitter<Word> after1) {
    Transformer<Word, Word> total1 = steps.total1();
    for (String piece : text) {
      pass(steps.keep1(steps.weigh(piece)), total1, after1);
    }
  }

  private static void pass(
      Optional<Word> kept, Transformer<Word, Word> stateful, Emitter<Word> after) {
    if (kept.isPresent()) {
      try {
        stateful.onChunk(kept.get(), after);
      } catch (Exception e) {
        throw new IllegalStateException("No step of this workload throws.", e);
      }
    }
  }
}
