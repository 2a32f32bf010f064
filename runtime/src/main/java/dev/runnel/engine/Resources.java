package dev.runnel.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Owns what a pipeline has open, and knows how the pipeline ended: the first of end, failure and
 * closing wins, and whatever is still open is then closed once. Thread-safe.
 */
class Resources extends Occupied {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  /** Changes {@link #state} without an object of its own for each run. */
  private static final AtomicReferenceFieldUpdater<Resources, State> STATE =
      AtomicReferenceFieldUpdater.newUpdater(Resources.class, State.class, "state");

  private volatile State state = State.OPEN;
  private @Nullable Throwable failure;

  /** What is to be closed; its content is guarded by this. */
  private volatile @Nullable Owned owned;

  enum State {
    OPEN,
    /** Has come to its end, and closes its sources; nobody can close or fail it any more. */
    ENDING,
    ENDED,
    FAILED,
    CLOSED
  }

  // ---- how it ended

  /** Tells whether it has not ended, nor begun to. */
  public final boolean isOpen() {
    return state == State.OPEN;
  }

  final State state() {
    return state;
  }

  /** Returns the failure that ended the pipeline. */
  final @Nullable Throwable failure() {
    return state == State.FAILED ? failure : null;
  }

  /** Notes that it was closed; returns false, without effect, if it has ended. */
  final boolean markClosed() {
    return STATE.compareAndSet(this, State.OPEN, State.CLOSED);
  }

  /** Notes that it has failed; returns false, without effect, if it has ended. */
  final synchronized boolean markFailed(Throwable cause) {
    if (!isOpen()) {
      return false;
    }
    failure = cause; // nobody looks at it unless the next line succeeds
    return STATE.compareAndSet(this, State.OPEN, State.FAILED);
  }

  /** Notes that it ends well, until {@link #markEnded}; returns false if it has ended. */
  final boolean markEnding() {
    return STATE.compareAndSet(this, State.OPEN, State.ENDING);
  }

  /** Notes that it has ended: well, or with an error of closing what was open. */
  final void markEnded(@Nullable Throwable problem) {
    if (problem == null) {
      STATE.lazySet(this, State.ENDED);
      return;
    }
    synchronized (this) {
      failure = problem;
      state = State.FAILED;
    }
  }

  // ---- who is inside

  /** Leaves; where it has ended well, nobody has sent an interrupt, nor will. */
  @Override
  final void leave() {
    if (state == State.ENDED) {
      leaveForGood();
    } else {
      super.leave();
    }
  }

  @Override
  final void settle() {
    if (state != State.ENDED) {
      super.settle();
    }
  }

  // ---- what is open

  /**
   * Takes over what must be closed. If everything is closed already, closes it and returns false.
   */
  final boolean own(AutoCloseable resource) {
    if (isOpen()) {
      add(resource);
      // Whoever ends says so before looking at what is owned: one of the two sees the other.
      if (isOpen()) {
        return true;
      }
      if (!disown(resource)) {
        return false;
      }
    }
    closeQuietly(resource, null);
    return false;
  }

  private synchronized void add(AutoCloseable resource) {
    @Nullable Owned all = owned;
    if (all == null) {
      all = new Owned();
      owned = all;
    }
    all.add(resource);
  }

  /** Tells whether nothing is to be closed. */
  final synchronized boolean isEmpty() {
    @Nullable Owned all = owned;
    return all == null || all.isEmpty();
  }

  /** Gives back what has closed itself; returns whether it was still owned. */
  final synchronized boolean disown(AutoCloseable resource) {
    @Nullable Owned all = owned;
    return all != null && all.remove(resource);
  }

  /**
   * Closes what is still open. Errors of closing are added to the failure that caused it, or logged
   * where there is none.
   */
  final void closeAll(@Nullable Throwable cause) {
    for (AutoCloseable resource : takeAll()) {
      closeQuietly(resource, cause);
    }
  }

  /** Closes what is still open at a normal end, and returns the first error of closing. */
  final @Nullable Throwable closeAtEnd() {
    if (owned == null) {
      return null;
    }
    @Nullable Throwable problem = null;
    for (AutoCloseable resource : takeAll()) {
      try {
        resource.close();
      } catch (Throwable thrown) {
        if (problem == null) {
          problem = thrown;
        } else if (problem != thrown) {
          problem.addSuppressed(thrown);
        }
      }
    }
    return problem;
  }

  private synchronized List<AutoCloseable> takeAll() {
    @Nullable Owned all = owned;
    owned = null;
    return all == null ? List.of() : all.inOrder();
  }

  private static void closeQuietly(AutoCloseable resource, @Nullable Throwable cause) {
    try {
      resource.close();
    } catch (Throwable thrown) {
      if (cause == null) {
        LOGGER.log(System.Logger.Level.WARNING, "A source failed while it was closed.", thrown);
      } else if (cause != thrown) {
        cause.addSuppressed(thrown);
      }
    }
  }
}
