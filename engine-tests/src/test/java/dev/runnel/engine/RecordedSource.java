package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.engine.stream.Failures;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Gives the numbers from 0, and records how many of its kind are open and how often each closed.
 */
final class RecordedSource implements ChunkStream<Integer> {
  private final Steps steps;
  private final int count;
  private final AtomicInteger closed = new AtomicInteger();
  private int next;

  RecordedSource(Steps steps, int count) {
    this.steps = steps;
    this.count = count;
    steps.opened.incrementAndGet();
  }

  @Override
  public boolean hasNext() {
    return next < count;
  }

  @Override
  public Integer next() {
    if (next >= count) {
      throw new NoSuchElementException();
    }
    try {
      steps.beforeNumber(next);
    } catch (Exception e) {
      throw Failures.sneakyThrow(e);
    }
    return next++;
  }

  @Override
  public Iterator<Integer> iterator() {
    return this;
  }

  /** Leaves the closing to whoever has it, so that each of those is counted. */
  @Override
  public void forEach(Consumer<? super Integer> action) {
    while (hasNext()) {
      action.accept(next());
    }
  }

  @Override
  public void close() {
    if (closed.incrementAndGet() == 1) {
      steps.closed.incrementAndGet();
    } else {
      steps.closedAgain.incrementAndGet();
    }
    steps.onClose();
  }
}
