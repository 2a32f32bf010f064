package dev.runnel.json.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Remembers the last snapshot of a text, and tells what is new in the next one. Not thread-safe.
 */
public final class LastSnapshot {
  private final Difference difference = new Difference();
  private @Nullable JsonNode last;

  /** Makes one for one text. */
  public LastSnapshot() {}

  /**
   * Takes the next snapshot.
   *
   * @param next the snapshot
   * @return whether it differs from the last one
   */
  public boolean isNew(JsonNode next) {
    JsonNode before = last;
    last = next;
    return before == null || difference.exists(before, next);
  }

  /**
   * Takes the next snapshot.
   *
   * @param next the snapshot
   * @param operation makes an operation of a change
   * @param <T> the operations
   * @return the changes from the last one, in order
   */
  public <T> List<T> changes(JsonNode next, Function<Change, T> operation) {
    JsonNode before = last;
    last = next;
    List<T> changes = new ArrayList<>(2);
    if (before == null) {
      changes.add(operation.apply(new Change(false, "", next)));
    } else {
      difference.find(
          before,
          next,
          (added, path, value) -> {
            changes.add(operation.apply(new Change(added, path.toString(), value)));
            return true;
          });
    }
    return changes;
  }
}
