package dev.runnel.engine.run;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time tell of a run. A run mostly has one thread, for which taking this costs
 * a fraction of what a common lock does. When a second one comes, it becomes a common lock for
 * good. Reentrant.
 */
public final class EventLock {
  private static final int FREE = 0;
  private static final int TAKEN_BY_FIRST = 1;
  private static final int COMMON = 2;

  private static final int SPINS = 100;
  private static final long SHORTEST_PAUSE_NANOS = 1_000;
  private static final long LONGEST_PAUSE_NANOS = 1_000_000;

  /** Changes {@link #state} without an object of its own for each run. */
  private static final AtomicIntegerFieldUpdater<EventLock> STATE =
      AtomicIntegerFieldUpdater.newUpdater(EventLock.class, "state");

  private volatile int state = FREE;

  /** Whether a second thread has come, so that the first one must not take it any more. */
  private volatile boolean wanted;

  /**
   * The cell of the first thread that took it; written once, by that thread while {@link #common} is
   * held.
   */
  private volatile CurrentRun first = CurrentRun.NONE;

  /** How many times the first thread has taken it while it had it. */
  private int again;

  private final ReentrantLock common = new ReentrantLock();

  /** Waits until no other thread has it, and takes it. */
  public void lock() {
    if (!first.isOf(Thread.currentThread())
        || wanted
        || !STATE.compareAndSet(this, FREE, TAKEN_BY_FIRST)) {
      lockSlowly();
    }
  }

  private void lockSlowly() {
    if (isFirst()) {
      if (state == TAKEN_BY_FIRST) { // only this thread makes it so
        again++;
        return;
      }
      if (!wanted && STATE.compareAndSet(this, FREE, TAKEN_BY_FIRST)) {
        return;
      }
    }
    wanted = true;
    makeCommon();
    common.lock();
  }

  private boolean isFirst() {
    if (first == CurrentRun.NONE) {
      common.lock();
      try {
        if (first == CurrentRun.NONE) {
          first = CurrentRun.cell();
        }
      } finally {
        common.unlock();
      }
    }
    return first.isOf(Thread.currentThread());
  }

  /**
   * Waits until the first thread has given it back. That one tells nobody when it does, since this
   * would cost it more than the rest; but it cannot take it again.
   */
  private void makeCommon() {
    boolean interrupted = false;
    int spins = 0;
    long pause = SHORTEST_PAUSE_NANOS;
    while (state != COMMON && !STATE.compareAndSet(this, FREE, COMMON)) {
      if (spins < SPINS) {
        spins++;
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(this, pause);
        interrupted |= Thread.interrupted();
        pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Gives it back, as often as it was taken. Only for the thread that has it. */
  public void unlock() {
    if (state != TAKEN_BY_FIRST) {
      common.unlock();
    } else if (again > 0) {
      again--;
    } else {
      STATE.lazySet(this, FREE);
    }
  }
}
