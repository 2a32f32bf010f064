package dev.runnel.compose;

import dev.runnel.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Is a clock whose time passes only when a test says so, or when a run sleeps. */
public final class VirtualClock implements RunClock {
  private final List<Set> alarms = new ArrayList<>();
  private final List<Duration> sleeps = new ArrayList<>();
  private final CountDownLatch asleep = new CountDownLatch(1);
  private boolean sleepsForever;
  private double chance = 0.5;
  private long now;
  private int reads;

  /** Makes the next sleep last until it is interrupted. */
  public VirtualClock sleepingForever() {
    sleepsForever = true;
    return this;
  }

  /** Says what is random. */
  public VirtualClock chance(double value) {
    chance = value;
    return this;
  }

  /** Waits until a run sleeps. */
  public void awaitSleep() throws InterruptedException {
    asleep.await();
  }

  /** Returns how long runs have slept. */
  public synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }

  /** Counts how often the time was asked for. */
  public synchronized int reads() {
    return reads;
  }

  /** Counts the alarms that are set. */
  public synchronized int openAlarms() {
    return alarms.size();
  }

  /** Lets time pass and alarms go off. */
  public void advance(Duration by) {
    long end;
    synchronized (this) {
      end = now + by.toNanos();
    }
    Optional<Set> due = nextDue(end);
    while (due.isPresent()) {
      due.get().action.run();
      due = nextDue(end);
    }
    synchronized (this) {
      now = end;
    }
  }

  private synchronized Optional<Set> nextDue(long end) {
    Optional<Set> due =
        alarms.stream().filter(alarm -> alarm.at <= end).min(Comparator.comparingLong(Set::at));
    due.ifPresent(
        alarm -> {
          alarms.remove(alarm);
          now = Math.max(now, alarm.at);
        });
    return due;
  }

  @Override
  public synchronized long nanoTime() {
    reads++;
    return now;
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    synchronized (this) {
      sleeps.add(duration);
    }
    asleep.countDown();
    if (sleepsForever) {
      new CountDownLatch(1).await();
    }
    advance(duration);
  }

  @Override
  public double random() {
    return chance;
  }

  @Override
  public synchronized Alarm schedule(Duration delay, Runnable action) {
    Set alarm = new Set(now + delay.toNanos(), action);
    alarms.add(alarm);
    return () -> {
      synchronized (this) {
        alarms.remove(alarm);
      }
    };
  }

  private record Set(long at, Runnable action) {}
}
