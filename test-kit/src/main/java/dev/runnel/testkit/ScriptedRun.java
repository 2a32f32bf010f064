package dev.runnel.testkit;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells how one run of a {@link ScriptedChatModel} or {@link ScriptedRetriever} went. Thread-safe.
 *
 * @param <I> the request
 */
public final class ScriptedRun<I> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final I request;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private State state = State.OPEN;
  private int given;

  ScriptedRun(I request) {
    this.request = request;
  }

  /** Says whether a run goes on, or how it ended. */
  public enum State {
    /** It goes on, and holds whatever a real model would hold. */
    OPEN,
    /** It gave all that its script says. */
    COMPLETED,
    /** It failed, as its script says. */
    FAILED,
    /** It was closed or interrupted before its end. */
    CANCELLED
  }

  /**
   * Returns what was asked.
   *
   * @return the request
   */
  public I request() {
    return request;
  }

  /**
   * Tells how many chunks it has given so far.
   *
   * @return the number
   */
  public int chunksGiven() {
    lock.lock();
    try {
      return given;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells whether it goes on, or how it ended.
   *
   * @return the state
   */
  public State state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells whether it was closed or interrupted before its end.
   *
   * @return whether it was
   */
  public boolean wasCancelled() {
    return state() == State.CANCELLED;
  }

  /**
   * Waits until the run has ended.
   *
   * @return how
   * @throws AssertionError if it has not within 30 seconds
   */
  public State awaitEnd() {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (state == State.OPEN) {
        if (left <= 0) {
          throw new AssertionError(
              "The scripted run has not ended within %s seconds; it gave %s chunks."
                  .formatted(PATIENCE.toSeconds(), given));
        }
        left = ended.awaitNanos(left);
      }
      return state;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("The test was interrupted while it waited for a run's end.", e);
    } finally {
      lock.unlock();
    }
  }

  void gave() {
    lock.lock();
    try {
      given++;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the run; only the first call has an effect. */
  void end(State how) {
    lock.lock();
    try {
      if (state == State.OPEN) {
        state = how;
        ended.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "ScriptedRun["
        + state()
        + " after "
        + chunksGiven()
        + " chunks, request="
        + request
        + "]";
  }
}
