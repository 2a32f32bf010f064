package dev.runnel.engine;

import java.util.concurrent.Callable;

/** Something open that starts work on threads of their own, and ends that work with itself. */
public interface TaskOwner {
  /** Tells whether it has not ended. */
  boolean isOpen();

  /** Starts work on a thread of its own, which is interrupted when the owner ends. */
  <T> Task<T> start(Callable<T> work);

  /** Does the same for the thread that reads what the work gives: it cannot do the work itself. */
  <T> Task<T> startForReader(Callable<T> work);
}
