package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Holds the steps of the test chains: {@code numbers} gives the numbers below the input, {@code
 * label} names each, {@code echo} says it twice. Tests override what they look at.
 */
class Steps {
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  final AtomicInteger closedAgain = new AtomicInteger();

  /** Lists what every chain of these steps gives for an input. */
  static List<String> expected(int count) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add("n" + i);
      all.add("n" + i + "'");
    }
    return all;
  }

  int open() {
    return opened.get() - closed.get();
  }

  /** Is called before each number is given, by the source or by the emitting step. */
  void beforeNumber(int number) throws Exception {}

  /** Is called whenever a source is closed. */
  void onClose() {}

  ChunkStream<Integer> numbers(int count) throws Exception {
    return new RecordedSource(this, count);
  }

  /** Emits the numbers, from a source that it closes as a careful author would. */
  void emitNumbers(int count, Emitter<Integer> out) throws Exception {
    try (ChunkStream<Integer> source = numbers(count)) {
      while (source.hasNext()) {
        out.emit(source.next());
      }
    }
  }

  String label(int number) throws Exception {
    return "n" + number;
  }

  void echo(String label, Emitter<String> out) throws Exception {
    out.emit(label);
    out.emit(label + "'");
  }
}
