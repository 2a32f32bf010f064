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
  private @Nullable Map<AutoCloseable, Integer> more;
  private int added;

  /** Adds what is to be closed; what was added before counts as opened last, and is held once. */
  void add(AutoCloseable resource) {
    int number = added++;
    if (only == resource) {
      onlyNumber = number;
    } else if (only == null && (more == null || !more.containsKey(resource))) {
      only = resource;
      onlyNumber = number;
    } else {
      if (more == null) {
        more = new IdentityHashMap<>();
      }
      more.put(resource, number);
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
  List<AutoCloseable> inOrder() {
    if (more == null) {
      return only == null ? List.of() : List.of(only);
    }
    List<Map.Entry<AutoCloseable, Integer>> entries = new ArrayList<>(more.entrySet());
    if (only != null) {
      entries.add(Map.entry(only, onlyNumber));
    }
    entries.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
    return entries.stream().map(Map.Entry::getKey).toList();
  }
}
