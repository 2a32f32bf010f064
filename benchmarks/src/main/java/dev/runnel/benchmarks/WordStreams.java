package dev.runnel.benchmarks;

import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** Does the work of the pass-through chains with other libraries. */
final class WordStreams {
  private WordStreams() {}

  /** Tells which kind the step with this number is, from 1: map, filter, stateful, and again. */
  private static int kind(int step) {
    return (step - 1) % 3;
  }

  private static int group(int step) {
    return (step + 2) / 3;
  }

  static Stream<Word> javaStream(int steps, List<String> text) {
    Stream<Word> words = text.stream().map(Word::of);
    for (int step = 2; step < steps; step++) {
      int group = group(step);
      words =
          switch (kind(step)) {
            case 0 -> words.map(word -> word.shifted(group));
            case 1 -> words.filter(word -> word.passes(group));
            default -> words.map(new Total());
          };
    }
    return words;
  }

  static Flux<Word> reactor(int steps, List<String> text) {
    Flux<Word> words = Flux.fromIterable(text).map(Word::of);
    for (int step = 2; step < steps; step++) {
      int group = group(step);
      words =
          switch (kind(step)) {
            case 0 -> words.map(word -> word.shifted(group));
            case 1 -> words.filter(word -> word.passes(group));
            default -> words.map(new Total());
          };
    }
    return words;
  }

  static Flowable<Word> rxJava(int steps, List<String> text) {
    Flowable<Word> words = Flowable.fromIterable(text).map(Word::of);
    for (int step = 2; step < steps; step++) {
      int group = group(step);
      words =
          switch (kind(step)) {
            case 0 -> words.map(word -> word.shifted(group));
            case 1 -> words.filter(word -> word.passes(group));
            default -> words.map(new Total()::apply);
          };
    }
    return words;
  }

  static Multi<Word> mutiny(int steps, List<String> text) {
    Multi<Word> words = Multi.createFrom().iterable(text).map(Word::of);
    for (int step = 2; step < steps; step++) {
      int group = group(step);
      words =
          switch (kind(step)) {
            case 0 -> words.map(word -> word.shifted(group));
            case 1 -> words.filter(word -> word.passes(group));
            default -> words.map(new Total());
          };
    }
    return words;
  }
}
