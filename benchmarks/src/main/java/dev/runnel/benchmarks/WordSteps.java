package dev.runnel.benchmarks;

import dev.runnel.Emitter;
import dev.runnel.Transformer;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Holds the steps of the pass-through chains, as a user would write them: maps, filters and
 * stateful steps. Each stateful step is a class of its own, as in a chain whose steps do different
 * things.
 */
interface WordSteps {
  @Step
  default Iterator<String> words(List<String> text) {
    return text.iterator();
  }

  @StreamingStep
  default Word weigh(String word) {
    return Word.of(word);
  }

  @StreamingStep
  default Optional<Word> keep1(Word word) {
    return word.passes(1) ? Optional.of(word) : Optional.empty();
  }

  @StreamingStep
  default Transformer<Word, Word> total1() {
    return new Transformer<>() {
      private int sum;

      @Override
      public void onChunk(Word word, Emitter<Word> out) {
        sum += word.weight();
        out.emit(word.shifted(sum));
      }
    };
  }

  @StreamingStep
  default Word shift2(Word word) {
    return word.shifted(2);
  }

  @StreamingStep
  default Optional<Word> keep2(Word word) {
    return word.passes(2) ? Optional.of(word) : Optional.empty();
  }

  @StreamingStep
  default Transformer<Word, Word> total2() {
    return new Transformer<>() {
      private int sum;

      @Override
      public void onChunk(Word word, Emitter<Word> out) {
        sum += word.weight();
        out.emit(word.shifted(sum));
      }
    };
  }

  @StreamingStep
  default Word shift3(Word word) {
    return word.shifted(3);
  }

  @StreamingStep
  default Optional<Word> keep3(Word word) {
    return word.passes(3) ? Optional.of(word) : Optional.empty();
  }

  @StreamingStep
  default Transformer<Word, Word> total3() {
    return new Transformer<>() {
      private int sum;

      @Override
      public void onChunk(Word word, Emitter<Word> out) {
        sum += word.weight();
        out.emit(word.shifted(sum));
      }
    };
  }

  @StreamingStep
  default Word shift4(Word word) {
    return word.shifted(4);
  }

  @StreamingStep
  default Optional<Word> keep4(Word word) {
    return word.passes(4) ? Optional.of(word) : Optional.empty();
  }

  @StreamingStep
  default Transformer<Word, Word> total4() {
    return new Transformer<>() {
      private int sum;

      @Override
      public void onChunk(Word word, Emitter<Word> out) {
        sum += word.weight();
        out.emit(word.shifted(sum));
      }
    };
  }

  @StreamingStep
  default Word shift5(Word word) {
    return word.shifted(5);
  }

  @StreamingStep
  default Optional<Word> keep5(Word word) {
    return word.passes(5) ? Optional.of(word) : Optional.empty();
  }

  @StreamingStep
  default Transformer<Word, Word> total5() {
    return new Transformer<>() {
      private int sum;

      @Override
      public void onChunk(Word word, Emitter<Word> out) {
        sum += word.weight();
        out.emit(word.shifted(sum));
      }
    };
  }

  @StreamingStep
  default Word shift6(Word word) {
    return word.shifted(6);
  }

  @StreamingStep
  default Optional<Word> keep6(Word word) {
    return word.passes(6) ? Optional.of(word) : Optional.empty();
  }

  @StreamingStep
  default Transformer<Word, Word> total6() {
    return new Transformer<>() {
      private int sum;

      @Override
      public void onChunk(Word word, Emitter<Word> out) {
        sum += word.weight();
        out.emit(word.shifted(sum));
      }
    };
  }

  @StreamingStep
  default Word shift7(Word word) {
    return word.shifted(7);
  }
}
