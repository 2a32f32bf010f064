package dev.runnel.micrometer;

import dev.runnel.event.RunScope;

/**
 * A scope that its thread can open again after it was closed. The registry's handlers are told only
 * of the first time.
 */
final class RepeatedScope implements RunScope {
  private final Thread thread = Thread.currentThread();
  private final CleanScope first;
  private final ScopeContents contents;

  // Used by the thread only.
  private boolean isOpen = true;
  private boolean isAgain;

  RepeatedScope(CleanScope first, ScopeContents contents) {
    this.first = first;
    this.contents = contents;
  }

  boolean isOpenHere() {
    return thread == Thread.currentThread() && isOpen;
  }

  /** Opens it again, unless this is another thread, or there is something else on the thread. */
  @Override
  public boolean reopen() {
    if (thread != Thread.currentThread() || isOpen || !contents.isAsBefore()) {
      return false;
    }
    isAgain = true;
    isOpen = true;
    contents.putBack();
    return true;
  }

  @Override
  public void close() {
    isOpen = false;
    if (isAgain) {
      contents.takeAway();
    } else {
      first.close();
    }
  }
}
