package dev.runnel.benchmarks;

import dev.runnel.RunnableSequence;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Holds a chain whose source makes a chunk each millisecond, as a model does. */
interface Slow {
  @Step
  default Iterator<String> model(List<String> text) {
    return new SlowIterator(text.iterator());
  }

  @StreamingStep
  default Word weigh(String word) {
    return Word.of(word);
  }

  @StreamingStep
  default Word shift(Word word) {
    return word.shifted(2);
  }

  @Chain({"model", "weigh", "shift"})
  RunnableSequence<List<String>, Word, List<Word>> chain();

  /** Waits before each chunk. */
  final class SlowIterator implements Iterator<String> {
    private final Iterator<String> chunks;
    private long next = System.nanoTime();

    SlowIterator(Iterator<String> chunks) {
      this.chunks = chunks;
    }

    @Override
    public boolean hasNext() {
      return chunks.hasNext();
    }

    @Override
    public String next() {
      next += 1_000_000;
      for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      return chunks.next();
    }
  }
}
