package dev.runnel.benchmarks;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs all engines, in all ways, on work that is not measured, before anything is timed: so that
 * the profiles of what all chains share are those of an application with many chains.
 */
final class Pollution {
  private static final int ROUNDS = 400;

  private Pollution() {}

  static void run(Consumer<Object> sink) {
    List<String> text = Word.text(100);
    Endless endless = new EndlessRunnables();
    Nested nested = new NestedRunnables();
    for (int round = 0; round < ROUNDS; round++) {
      for (int steps : new int[] {3, 5, 10, 20}) {
        WordLoops.ofSteps(steps, text, sink);
        WordStreams.javaStream(steps, text).forEach(sink);
        WordStreams.reactor(steps, text).subscribe(sink);
        sink.accept(WordStreams.rxJava(steps, text).subscribe(sink::accept));
        WordStreams.mutiny(steps, text).subscribe().with(sink);
      }
      inAllWays(endless.chain(), 100, sink);
      inAllWays(nested.inner(), text, sink);
      inAllWays(nested.middle(), text, sink);
    }
  }

  private static <I, C> void inAllWays(
      RunnableSequence<I, C, List<C>> chain, I input, Consumer<Object> sink) {
    sink.accept(chain.invoke(input));
    chain.stream(input).forEach(sink);
    try (ChunkStream<C> chunks = chain.stream(input)) {
      for (C chunk : chunks) {
        sink.accept(chunk);
      }
    }
  }
}
