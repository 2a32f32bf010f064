package dev.runnel.engine.run;

import dev.runnel.engine.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is to be closed: mostly one thing, sometimes very many.
 *
 * <p>What was opened last is closed first, and tasks are closed after all sources: whoever waits
 * for a source learns that it was closed before the interrupt comes. Not thread-safe.
 */
public final class Owned {
  private @Nullable AutoCloseable first;
  private @Nullable Map<AutoCloseable, Integer> more;
  private int added;

  public void add(AutoCloseable resource) {
    if (first == null) {
      first = resource;
    } else {
      if (more == null) {
        more = new IdentityHashMap<>();
      }
      more.put(resource, added++);
    }
  }

  /** Removes what is no longer to be closed; returns whether it was held. */
  public boolean remove(AutoCloseable resource) {
    if (first == resource) {
      first = null;
      return true;
    }
    return more != null && more.remove(resource) != null;
  }

  public boolean isEmpty() {
    return first == null && (more == null || more.isEmpty());
  }

  /** Returns what is held in the order in which it is to be closed. */
  public List<AutoCloseable> inOrder() {
    if (more == null) {
      return first == null ? List.of() : List.of(first);
    }
    List<Map.Entry<AutoCloseable, Integer>> entries = new ArrayList<>(more.entrySet());
    if (first != null) {
      entries.add(Map.entry(first, -1));
    }
    Comparator<Map.Entry<AutoCloseable, Integer>> sourcesFirst =
        Comparator.comparing(entry -> entry.getKey() instanceof Task);
    return entries.stream()
        .sorted(sourcesFirst.thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())))
        .map(Map.Entry::getKey)
        .toList();
  }
}
