package dev.runnel.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Owns what a pipeline has open, and knows how the pipeline ended: the first of end, failure and
 * closing wins, and whatever is still open is then closed once. Thread-safe.
 */
final class Resources {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  private volatile State state = State.OPEN;
  private @Nullable Throwable failure;
  private @Nullable AutoCloseable first;
  private @Nullable Set<AutoCloseable> more;

  enum State {
    OPEN,
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
  synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** Ends in one of the three ways; only the first call has an effect and returns true. */
  synchronized boolean end(State how, @Nullable Throwable cause) {
    if (state != State.OPEN) {
      return false;
    }
    failure = cause;
    state = how;
    return true;
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
            more = Collections.newSetFromMap(new IdentityHashMap<>());
          }
          more.add(resource);
        }
        return true;
      }
    }
    closeQuietly(resource, null);
    return false;
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

  /** Closes what is still open at a normal end; the first error of closing is thrown. */
  void closeAtEnd() throws Exception {
    @Nullable Exception problem = null;
    for (AutoCloseable resource : takeAll()) {
      try {
        resource.close();
      } catch (Exception e) {
        if (problem == null) {
          problem = e;
        } else if (problem != e) {
          problem.addSuppressed(e);
        }
      }
    }
    if (problem != null) {
      throw problem;
    }
  }

  private synchronized List<AutoCloseable> takeAll() {
    List<AutoCloseable> all = new ArrayList<>();
    if (more != null) {
      all.addAll(more);
      more = null;
    }
    if (first != null) {
      all.add(first);
      first = null;
    }
    return all;
  }

  private static void closeQuietly(AutoCloseable resource, @Nullable Throwable cause) {
    try {
      resource.close();
    } catch (Exception e) {
      if (cause == null) {
        LOGGER.log(System.Logger.Level.WARNING, "A source failed while it was closed.", e);
      } else if (cause != e) {
        cause.addSuppressed(e);
      }
    }
  }
}
