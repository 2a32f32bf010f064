package dev.runnel.agent;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the newest ids of states that have gone on. Thread-safe. */
final class ResumedInMemory implements ResumedStates {
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> ids = new LinkedHashSet<>();
  private final int most;

  ResumedInMemory(int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "The number of ids that are kept is " + most + ", but it must be at least 1.");
    }
    this.most = most;
  }

  @Override
  public boolean isFirst(String id) {
    lock.lock();
    try {
      boolean first = ids.add(id);
      if (ids.size() > most) {
        Iterator<String> oldest = ids.iterator();
        oldest.next();
        oldest.remove();
      }
      return first;
    } finally {
      lock.unlock();
    }
  }
}
