package dev.runnel.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Owns what a pipeline has open, and knows how the pipeline ended: the first of end, failure and
 * closing wins, and whatever is still open is then closed once. Thread-safe.
 *
 * <p>What was opened last is closed first, and tasks are closed after all sources: whoever waits
 * for a source learns that it was closed before the interrupt comes.
 */
final class Resources {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  private volatile State state = State.OPEN;
  private @Nullable Throwable failure;
  private @Nullable AutoCloseable first;
  private @Nullable Map<AutoCloseable, Integer> more;
  private int opened;

  enum State {
    OPEN,
    /** Has come to its end, and closes its sources; nobody can close or fail it any more. */
    ENDING,
    ENDED,
    FAILED,
    CLOSED
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  State state() {
    return state;
  }

  /** Returns the failure that ended the pipeline. */
  @Nullable Throwable failure() {
    return state == State.FAILED ? failure : null;
  }

  /** Ends by closing; returns false, without effect, if it has ended. */
  boolean close() {
    return end(State.CLOSED, null);
  }

  /** Ends with a failure; returns false, without effect, if it has ended. */
  boolean fail(Throwable cause) {
    return end(State.FAILED, cause);
  }

  private synchronized boolean end(State how, @Nullable Throwable cause) {
    if (state != State.OPEN) {
      return false;
    }
    failure = cause;
    state = how;
    return true;
  }

  /** Begins to end well, to be followed by {@link #ended}; returns false if it has ended. */
  boolean beginEnd() {
    return end(State.ENDING, null);
  }

  /** Ends, well or, where closing the sources failed, not; to be called after it began to end. */
  void ended(@Nullable Throwable problem) {
    if (problem == null) {
      state = State.ENDED;
      return;
    }
    synchronized (this) {
      failure = problem;
      state = State.FAILED;
    }
  }

  /**
   * Takes over what must be closed. If everything is closed already, closes it and returns false.
   */
  boolean own(AutoCloseable resource) {
    synchronized (this) {
      if (state == State.OPEN) {
        if (first == null) {
          first = resource;
        } else {
          if (more == null) {
            more = new IdentityHashMap<>();
          }
          more.put(resource, opened++);
        }
        return true;
      }
    }
    closeQuietly(resource, null);
    return false;
  }

  /** Tells whether nothing is to be closed. */
  synchronized boolean isEmpty() {
    return first == null && (more == null || more.isEmpty());
  }

  /** Gives back what has closed itself. */
  synchronized void disown(AutoCloseable resource) {
    if (first == resource) {
      first = null;
    } else if (more != null) {
      more.remove(resource);
    }
  }

  /**
   * Closes what is still open. Errors of closing are added to the failure that caused it, or logged
   * where there is none.
   */
  void closeAll(@Nullable Throwable cause) {
    for (AutoCloseable resource : takeAll()) {
      closeQuietly(resource, cause);
    }
  }

  /** Closes what is still open at a normal end, and returns the first error of closing. */
  @Nullable Throwable closeAtEnd() {
    if (first == null && more == null) { // nothing is added to what has begun to end
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
    if (more == null) {
      List<AutoCloseable> one = first == null ? List.of() : List.of(first);
      first = null;
      return one;
    }
    List<Map.Entry<AutoCloseable, Integer>> entries = new ArrayList<>(more.entrySet());
    if (first != null) {
      entries.add(Map.entry(first, -1));
    }
    first = null;
    more = null;
    Comparator<Map.Entry<AutoCloseable, Integer>> sourcesFirst =
        Comparator.comparing(entry -> entry.getKey() instanceof Task);
    return entries.stream()
        .sorted(sourcesFirst.thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .toList();
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
