package dev.runnel.micrometer;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * When the chunks of one run came. The times between them wait to be recorded, all at once, until
 * it is known what they are recorded by. Used by one thread after the other.
 */
final class ChunkTimes {
  /** A stream has no end that is known: more times than these do not wait. */
  private static final int MAX_WAITING = 4096;

  private static final int FIRST_WAITING = 32;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Clock clock;
  private final boolean areWanted;
  private final long start;
  private long[] waiting = new long[0];
  private int count;

  /** When the first one came of those that wait. */
  private long waitingSince;

  private long first;
  private long last;
  private boolean hasChunk;

  private ChunkTimes(Clock clock, boolean areWanted) {
    this.clock = clock;
    this.areWanted = areWanted;
    this.start = clock.monotonicTime();
  }

  /** Starts to measure what a registry records. */
  static ChunkTimes of(MeterRegistry registry) {
    return new ChunkTimes(registry.config().clock(), true);
  }

  /** Starts to measure the time to the first chunk. */
  static ChunkTimes ofFirst() {
    return new ChunkTimes(Clock.SYSTEM, false);
  }

  /** Notes that a chunk came. */
  void chunk() {
    if (hasChunk && !areWanted) {
      return;
    }
    long now = clock.monotonicTime();
    if (hasChunk) {
      add(now);
    } else {
      hasChunk = true;
      first = now - start;
    }
    last = now;
  }

  private void add(long now) {
    if (count == waiting.length) {
      waiting = Arrays.copyOf(waiting, Math.max(FIRST_WAITING, count * 2));
    }
    if (count == 0) {
      waitingSince = now;
    }
    waiting[count] = now - last;
    count++;
  }

  /** Tells whether no more times may wait. */
  boolean areMany() {
    return count == MAX_WAITING;
  }

  /** Tells whether times wait for a second or more, as far as chunks tell. */
  boolean areOld() {
    return count > 0 && last - waitingSince >= SECOND;
  }

  boolean hasChunk() {
    return hasChunk;
  }

  /** Returns the nanoseconds to the first chunk, if it came. */
  long toFirst() {
    return first;
  }

  /** Returns the nanoseconds since the start. */
  long sinceStart() {
    return clock.monotonicTime() - start;
  }

  /** Hands over the nanoseconds from each chunk to the next one, as far as they wait. */
  void takeWaiting(LongConsumer into) {
    int taken = count;
    count = 0;
    for (int i = 0; i < taken; i++) {
      into.accept(waiting[i]);
    }
  }

  boolean hasWaiting() {
    return count > 0;
  }
}
