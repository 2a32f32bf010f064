package dev.runnel.engine.run;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Owns what a pipeline has open, and knows how the pipeline ended: the first of end, failure and
 * closing wins, whatever is still open is then closed once, and the end is told. Whoever else
 * closes it waits for that: what is below ends before what is above. Thread-safe.
 */
public abstract class Resources extends Occupied implements AutoCloseable {
  /** Says that no step is at fault. */
  public static final int NO_STEP = -1;

  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  /** Changes {@link #state} without an object of its own for each run. */
  private static final AtomicReferenceFieldUpdater<Resources, State> STATE =
      AtomicReferenceFieldUpdater.newUpdater(Resources.class, State.class, "state");

  private volatile State state = State.OPEN;
  private @Nullable Throwable failure;

  /** What is to be closed; its content is guarded by this. */
  private volatile @Nullable Owned owned;

  public enum State {
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

  public final State state() {
    return state;
  }

  /** Returns the failure that ended the pipeline. */
  public final @Nullable Throwable failure() {
    return state == State.FAILED ? failure : null;
  }

  /**
   * Ends it well, or with an error of closing what is open; false, without effect, if it has ended.
   */
  public final boolean end(int step) {
    if (!STATE.compareAndSet(this, State.OPEN, State.ENDING)) {
      return false;
    }
    beginTelling();
    try {
      @Nullable Throwable problem = closeAtEnd();
      if (problem == null) {
        STATE.lazySet(this, State.ENDED);
        tellEnd();
      } else {
        Throwable named = named(step, problem);
        synchronized (this) {
          failure = named;
          state = State.FAILED;
        }
        tellFailure(step, named);
      }
    } finally {
      endTelling();
    }
    return true;
  }

  /** Ends it with a failure; returns false, without effect, if it has ended. */
  public final boolean fail(int step, Throwable cause) {
    if (!markFailed(cause)) {
      return false;
    }
    beginTelling();
    try {
      closeAll(cause);
      interrupt();
      tellFailure(step, cause);
    } finally {
      endTelling();
    }
    return true;
  }

  private synchronized boolean markFailed(Throwable cause) {
    if (!isOpen()) {
      return false;
    }
    failure = cause; // nobody looks at it unless the next line succeeds
    return STATE.compareAndSet(this, State.OPEN, State.FAILED);
  }

  /** Ends it by closing; returns false, without effect, if it has ended. */
  public final boolean cancel() {
    if (!STATE.compareAndSet(this, State.OPEN, State.CLOSED)) {
      return false;
    }
    beginTelling();
    try {
      closeAll(null);
      interrupt();
      tellCancel();
    } finally {
      endTelling();
    }
    return true;
  }

  /**
   * Cancels it with what is above. If it is just ending on another thread, waits until that one has
   * told so.
   */
  @Override
  public final void close() {
    if (!cancel() && !isInside()) {
      awaitTold();
    }
  }

  // ---- telling of the end

  /** Returns what others wait for; null where nobody hears of the end. */
  public abstract @Nullable Telling telling();

  /** Makes an error of closing ready for the reader. */
  public Throwable named(int step, Throwable problem) {
    return problem;
  }

  /** Tells that it has ended well. */
  public void tellEnd() {}

  /** Tells that it has failed, in a step or in none. */
  public void tellFailure(int step, Throwable cause) {}

  /** Tells that it was cancelled. */
  public void tellCancel() {}

  /** Lets go of it, after its end was told. */
  public void letGo() {}

  private void beginTelling() {
    @Nullable Telling telling = telling();
    if (telling != null) {
      telling.begin();
    }
  }

  private void endTelling() {
    @Nullable Telling telling = telling();
    if (telling != null) {
      telling.end();
    }
    letGo();
  }

  /** Waits, where another thread has ended it, until that thread has told so. */
  public final void awaitTold() {
    @Nullable Telling telling = telling();
    if (telling != null) {
      telling.await(streamName());
    }
  }

  /** Names it for messages. */
  public String streamName() {
    return "A stream";
  }

  // ---- who is inside

  /** Leaves; where it has ended well, nobody has sent an interrupt, nor will. */
  @Override
  public final void leave() {
    if (state == State.ENDED) {
      leaveForGood();
    } else {
      super.leave();
    }
  }

  @Override
  public final void settle() {
    if (state != State.ENDED) {
      super.settle();
    }
  }

  // ---- what is open

  /**
   * Takes over what must be closed. If everything is closed already, closes it and returns false.
   */
  public final boolean own(AutoCloseable resource) {
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
  public final synchronized boolean isEmpty() {
    @Nullable Owned all = owned;
    return all == null || all.isEmpty();
  }

  /** Gives back what has closed itself; returns whether it was still owned. */
  public final synchronized boolean disown(AutoCloseable resource) {
    @Nullable Owned all = owned;
    return all != null && all.remove(resource);
  }

  /**
   * Closes what is still open. Errors of closing are added to the failure that caused it, or logged
   * where there is none.
   */
  private void closeAll(@Nullable Throwable cause) {
    for (AutoCloseable resource : takeAll()) {
      closeQuietly(resource, cause);
    }
  }

  /** Closes what is still open at a normal end, and returns the first error of closing. */
  private @Nullable Throwable closeAtEnd() {
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
