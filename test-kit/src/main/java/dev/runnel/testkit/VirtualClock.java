package dev.runnel.testkit;

import dev.runnel.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A clock whose time passes when a test says so, so that retries and timeouts are tested without
 * waiting.
 *
 * <p>A run that waits before another attempt does not wait: the time passes at once, and {@link
 * #waits} tells of it; after {@link #holdWaits} it waits until {@link #advance} has let the time
 * pass. Limits are passed by {@link #advance} only, or by a wait that is longer than they are.
 *
 * <pre>{@code
 * VirtualClock clock = new VirtualClock();
 * jokes.joke().withConfig(RunConfig.DEFAULT.withClock(clock)).invoke("parrots");
 * assertThat(clock.waits()).containsExactly(Duration.ofSeconds(1));
 * }</pre>
 *
 * <p>Thread-safe. Alarms go off on the thread that lets the time pass.
 */
public final class VirtualClock implements RunClock {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final double MIDDLE = 0.5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Due> alarms = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private final Instant start = Instant.EPOCH;
  private boolean holds;
  private int waiting;
  private double random = MIDDLE;
  private long now;

  /** Makes a clock that stands still; its jitter neither lengthens nor shortens a wait. */
  public VirtualClock() {}

  /**
   * Sets what chance gives, which is how a wait is lengthened or shortened by its jitter.
   *
   * @param value from 0, for the shortest wait, to 1, for the longest
   * @return this clock
   */
  public VirtualClock withRandom(double value) {
    lock.lock();
    try {
      random = value;
      return this;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets runs wait from now on until {@link #advance} lets the time pass.
   *
   * @return this clock
   */
  public VirtualClock holdWaits() {
    lock.lock();
    try {
      holds = true;
      return this;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a run waits before another attempt; only after {@link #holdWaits}.
   *
   * @throws InterruptedException if the test's thread is interrupted
   * @throws IllegalStateException if none does so for half a minute
   */
  public void awaitWaiting() throws InterruptedException {
    lock.lock();
    try {
      long left = PATIENCE.toNanos();
      while (waiting == 0) {
        if (left <= 0) {
          throw new IllegalStateException("No run waits: none has waited for " + PATIENCE + ".");
        }
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the waits that runs have begun, in their order.
   *
   * @return how long each was meant to be
   */
  public List<Duration> waits() {
    lock.lock();
    try {
      return List.copyOf(waits);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns how many limits of time are still watched.
   *
   * @return the number; 0 where no run is left that has one
   */
  public int openAlarms() {
    lock.lock();
    try {
      return alarms.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets time pass. Limits that are passed by that take effect, and waits end.
   *
   * @param time how much, zero or more
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("Time passes forwards, not by " + time + ".");
    }
    long end = nanoTime() + time.toNanos();
    Optional<Due> due = nextDue(end);
    while (due.isPresent()) {
      due.get().action().run();
      due = nextDue(end);
    }
    setTime(end);
  }

  private Optional<Due> nextDue(long end) {
    lock.lock();
    try {
      Optional<Due> due =
          alarms.stream().filter(alarm -> alarm.at() <= end).min(Comparator.comparingLong(Due::at));
      due.ifPresent(alarms::remove);
      due.ifPresent(alarm -> setTime(alarm.at()));
      return due;
    } finally {
      lock.unlock();
    }
  }

  private void setTime(long time) {
    lock.lock();
    try {
      now = Math.max(now, time);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long nanoTime() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Instant now() {
    return start.plusNanos(nanoTime());
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    boolean held;
    lock.lock();
    try {
      waits.add(duration);
      held = holds;
      if (held) {
        hold(now + duration.toNanos());
      }
    } finally {
      lock.unlock();
    }
    if (!held) {
      advance(duration);
    }
  }

  private void hold(long until) throws InterruptedException {
    waiting++;
    changed.signalAll();
    try {
      while (now < until) {
        // Nothing happens by itself: the test lets time pass, or the run is cancelled.
        boolean inTime = changed.await(PATIENCE.toNanos() * 2, TimeUnit.NANOSECONDS);
        if (!inTime) {
          throw new IllegalStateException("No time has passed: call advance on this clock.");
        }
      }
    } finally {
      waiting--;
    }
  }

  @Override
  public double random() {
    lock.lock();
    try {
      return random;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Alarm schedule(Duration delay, Runnable action) {
    lock.lock();
    try {
      Due alarm = new Due(now + delay.toNanos(), action);
      alarms.add(alarm);
      return () -> cancel(alarm);
    } finally {
      lock.unlock();
    }
  }

  private void cancel(Due alarm) {
    lock.lock();
    try {
      alarms.remove(alarm);
    } finally {
      lock.unlock();
    }
  }

  private record Due(long at, Runnable action) {}
}
