package dev.runnel.engine;

import dev.runnel.Whole;
import dev.runnel.engine.run.RunEvents;
import dev.runnel.engine.whole.GuessedWhole;
import dev.runnel.engine.whole.LenientSum;
import org.jspecify.annotations.Nullable;

/**
 * One run that somebody listens to: its input, and the sum of its chunks. Not thread-safe; its
 * notifier locks.
 */
final class NotifiedRun {
  private @Nullable RunEvents events;
  private @Nullable Object input;

  /** Adds up the chunks; null where nobody wants to know what they add up to. */
  private @Nullable LenientSum sum;

  private @Nullable Object last;
  private @Nullable Object output;
  private boolean over;

  boolean hasStarted() {
    return events != null;
  }

  boolean isOpen() {
    return events != null && events.isOpen();
  }

  /** Tells whether it has started, and nobody wants to know of its chunks. */
  boolean isUntold() {
    @Nullable RunEvents known = events;
    return known != null && !known.hasChunks() && !known.isSummed();
  }

  /** Returns the events of the run, if it is open and somebody puts something on its threads. */
  @Nullable RunEvents scoped() {
    @Nullable RunEvents known = events;
    return known != null && known.hasScopes() && known.isOpen() ? known : null;
  }

  /** Returns the input, as far as it was known at the start. */
  @Nullable Object input() {
    return input;
  }

  /** Returns the last chunk. */
  @Nullable Object last() {
    return last;
  }

  void start(
      RunEvents events, @Nullable Object input, @Nullable Whole<?, ?> whole, boolean cumulative) {
    this.events = events;
    this.input = input;
    if (events.isSummed()) {
      Whole<?, ?> guessed = cumulative ? Whole.last() : GuessedWhole.LIST;
      sum = new LenientSum(whole == null ? guessed : whole);
    }
    events.started(input);
  }

  void chunk(Object chunk) {
    last = chunk;
    if (sum != null) {
      sum.add(chunk);
    }
    if (events != null) {
      events.chunk(chunk);
    }
  }

  /** Throws away the sum: the chunks are given anew. */
  void forget() {
    if (sum != null) {
      sum.clear();
    }
    last = null;
  }

  void end(@Nullable Object wholeInput, @Nullable Object lastRead) {
    output = output();
    sum = null;
    over = true;
    if (events != null) {
      events.ended(wholeInput, lastRead, output);
    }
  }

  void fail(Throwable failure) {
    if (events != null && events.isOpen()) {
      events.failed(failure);
    }
  }

  void cancel() {
    if (events != null && events.isOpen()) {
      events.cancelled();
    }
  }

  /** Returns the whole of the chunks so far; null if there is none, or nobody wants it. */
  @Nullable Object output() {
    return over || sum == null ? output : sum.sum();
  }
}
