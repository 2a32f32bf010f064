package dev.runnel.benchmarks;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Flux;

/** Does the work of the generator chains by hand, and with Reactor. */
final class GeneratorLoops {
  private GeneratorLoops() {}

  static void one(List<String> text, Consumer<? super Word> sink) {
    int last = 0;
    for (String piece : text) {
      Word word = Word.of(piece);
      if (word.weight() != last) {
        sink.accept(word);
      }
      last = word.weight();
    }
  }

  static void two(List<String> text, Consumer<? super Word> sink) {
    int last = 0;
    int carried = 0;
    for (String piece : text) {
      Word word = Word.of(piece);
      if (word.weight() != last) {
        sink.accept(word.shifted(carried));
        carried = word.weight();
      }
      last = word.weight();
    }
  }

  static Flux<Word> reactorOne(List<String> text) {
    return Flux.fromIterable(text).map(Word::of).filter(new Changes());
  }

  static Flux<Word> reactorTwo(List<String> text) {
    return reactorOne(text).map(new Carry());
  }

  private static final class Changes implements Predicate<Word> {
    private int last;

    @Override
    public boolean test(Word word) {
      boolean changed = word.weight() != last;
      last = word.weight();
      return changed;
    }
  }

  private static final class Carry implements UnaryOperator<Word> {
    private int carried;

    @Override
    public Word apply(Word word) {
      Word shifted = word.shifted(carried);
      carried = word.weight();
      return shifted;
    }
  }
}
