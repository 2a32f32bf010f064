package dev.runnel.benchmarks;

import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** Does the work of the generator chains by hand, and with other libraries. */
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

  static Stream<Word> javaStreamOne(List<String> text) {
    return text.stream().map(Word::of).filter(new Changes());
  }

  static Stream<Word> javaStreamTwo(List<String> text) {
    return javaStreamOne(text).map(new Carry());
  }

  static Flowable<Word> rxJavaOne(List<String> text) {
    return Flowable.fromIterable(text).map(Word::of).filter(new Changes()::test);
  }

  static Flowable<Word> rxJavaTwo(List<String> text) {
    return rxJavaOne(text).map(new Carry()::apply);
  }

  static Multi<Word> mutinyOne(List<String> text) {
    return Multi.createFrom().iterable(text).map(Word::of).filter(new Changes());
  }

  static Multi<Word> mutinyTwo(List<String> text) {
    return mutinyOne(text).map(new Carry());
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
