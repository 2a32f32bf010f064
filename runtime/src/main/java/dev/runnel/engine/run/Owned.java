package dev.runnel.engine.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is to be closed: mostly one thing, sometimes very many. What was opened last is closed
 * first. Not thread-safe.
 */
final class Owned {
  private @Nullable AutoCloseable only;
  private int onlyNumber;
  private int onlyStep;
  private @Nullable Map<AutoCloseable, Entry> more;
  private int added;

  /**
   * What is held.
   *
   * @param number tells what was opened before and after
   * @param step the step that has opened it, or none
   */
  record Entry(AutoCloseable resource, int number, int step) {}

  /** Adds what is to be closed; what was added before counts as opened last, and is held once. */
  void add(AutoCloseable resource) {
    add(resource, Lifetime.NO_STEP);
  }

  void add(AutoCloseable resource, int step) {
    int number = added++;
    if (only == resource) {
      onlyNumber = number;
    } else if (only == null && (more == null || !more.containsKey(resource))) {
      only = resource;
      onlyNumber = number;
      onlyStep = step;
    } else {
      if (more == null) {
        more = new IdentityHashMap<>();
      }
      more.put(resource, new Entry(resource, number, step));
    }
  }

  /** Removes what is no longer to be closed; returns whether it was held. */
  boolean remove(AutoCloseable resource) {
    if (only == resource) {
      only = null;
      return true;
    }
    return more != null && more.remove(resource) != null;
  }

  boolean isEmpty() {
    return only == null && (more == null || more.isEmpty());
  }

  /** Returns what is held in the order in which it is to be closed. */
  List<Entry> inOrder() {
    List<Entry> entries = more == null ? new ArrayList<>(1) : new ArrayList<>(more.values());
    if (only != null) {
      entries.add(new Entry(only, onlyNumber, onlyStep));
    }
    entries.sort(Comparator.comparingInt(Entry::number).reversed());
    return entries;
  }
}
