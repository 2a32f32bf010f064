package dev.runnel;

import java.time.Duration;
import java.time.Instant;

/**
 * A source of time and randomness for runs: the waits between attempts, the limits, the jitter, and
 * when events happen. A test sets its own with {@link RunConfig#withClock}, and need not wait.
 *
 * <p>Thread-safe.
 */
public interface RunClock {
  /**
   * Returns the real clock, with one daemon thread for all alarms.
   *
   * @return the clock
   */
  static RunClock system() {
    return SystemClock.INSTANCE;
  }

  /**
   * Tells the time.
   *
   * @return nanoseconds since some fixed moment
   */
  long nanoTime();

  /**
   * Tells the date and time of an event. It is asked for only where somebody listens, once at the
   * start and once at the end of a run.
   *
   * @return now
   */
  default Instant now() {
    return Instant.now();
  }

  /**
   * Waits.
   *
   * @param duration how long
   * @throws InterruptedException if the thread was interrupted; the run was cancelled
   */
  void sleep(Duration duration) throws InterruptedException;

  /**
   * Gives a random number.
   *
   * @return a number from 0 (inclusive) to 1 (exclusive)
   */
  double random();

  /**
   * Sets an alarm.
   *
   * @param delay when it goes off, from now
   * @param action what it does; must not block
   * @return the alarm
   */
  Alarm schedule(Duration delay, Runnable action);

  /** A scheduled action that can be cancelled. */
  @FunctionalInterface
  interface Alarm {
    /** Takes the alarm back; without effect once it has gone off. */
    void cancel();
  }
}
