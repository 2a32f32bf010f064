package dev.runnel.testkit;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Holds a script back until the test opens it, so that a test decides when each chunk comes.
 *
 * <pre>{@code
 * Gate gate = new Gate();
 * ScriptedChatModel model = ScriptedChatModel.of(Script.of("a", "b").gatedBy(gate));
 * // ... start reading on another thread
 * gate.open();        // lets "a" through
 * gate.awaitWaiting(); // until the script waits again, before "b"
 * }</pre>
 *
 * <p>Thread-safe. It may hold back several scripts; each opening lets one of them through.
 */
public final class Gate {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long permits;
  private boolean openForGood;
  private int waiting;

  /** Makes a closed gate. */
  public Gate() {}

  /** Lets one passage through: the one that waits, or the next one that comes. */
  public void open() {
    open(1);
  }

  /**
   * Lets some passages through.
   *
   * @param passages how many, 0 or more
   */
  public void open(int passages) {
    if (passages < 0) {
      throw new IllegalArgumentException(
          "A gate is opened for 0 or more passages, but not for " + passages + ".");
    }
    locked(
        () -> {
          permits += passages;
          changed.signalAll();
        });
  }

  /** Lets everything through from now on. */
  public void openForGood() {
    locked(
        () -> {
          openForGood = true;
          changed.signalAll();
        });
  }

  /**
   * Tells how many scripts wait here now.
   *
   * @return the number
   */
  public int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until a script waits here that no opening is left for.
   *
   * @throws AssertionError if none comes within 30 seconds
   */
  public void awaitWaiting() {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (waiting == 0 || permits > 0 || openForGood) {
        if (left <= 0) {
          throw new AssertionError(
              "No script came to the gate within " + PATIENCE.toSeconds() + " seconds.");
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The test was interrupted while it waited at a gate.", e);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is an opening, the time is over, or what waits is cancelled. */
  void pass(BooleanSupplier cancelled, long maxNanos) throws InterruptedException {
    long left = maxNanos;
    lock.lockInterruptibly();
    try {
      waiting++;
      changed.signalAll();
      while (permits == 0 && !openForGood && !cancelled.getAsBoolean() && left > 0) {
        left = changed.awaitNanos(left);
      }
      if (permits > 0 && !cancelled.getAsBoolean()) {
        permits--;
      }
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  /** Lets what waits look again whether it is cancelled. */
  void wake() {
    locked(changed::signalAll);
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
