package dev.runnel.parser.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Remembers the last snapshot of a run, and tells what is new in the next one. Not thread-safe. */
public final class Snapshots {
  private final Difference difference = new Difference();
  private @Nullable JsonNode last;

  /** Is one change from a snapshot to the next one. */
  public static final class Change {
    private final boolean added;
    private final String path;
    private final Object value;

    private Change(boolean added, String path, Object value) {
      this.added = added;
      this.path = path;
      this.value = value;
    }

    /**
     * Returns whether the value is new rather than a replacement.
     *
     * @return whether it was added
     */
    public boolean added() {
      return added;
    }

    /**
     * Returns where it is.
     *
     * @return a JSON Pointer
     */
    public String path() {
      return path;
    }

    /**
     * Returns the new value; an open string is copied now.
     *
     * @return the value
     */
    public JsonNode value() {
      return value instanceof OpenString text ? text.node() : plain((JsonNode) value);
    }
  }

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

  /**
   * Gives Jackson's own node for a string that was to be copied when somebody looks.
   *
   * @param node a snapshot
   * @return an equal node
   */
  public static JsonNode plain(JsonNode node) {
    return node instanceof GrowingString text ? text.plain() : node;
  }
}
