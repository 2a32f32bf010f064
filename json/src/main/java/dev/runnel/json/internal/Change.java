package dev.runnel.json.internal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ValueNode;

/** One change of a document. An open string in it is copied only when somebody looks. */
public final class Change {
  private final boolean added;
  private final String path;
  private final Object value;

  /**
   * Makes a change.
   *
   * @param added whether the value is new rather than a replacement
   * @param path where it is, as a JSON Pointer
   * @param value the new value
   */
  public Change(boolean added, String path, JsonNode value) {
    this(added, path, (Object) value);
  }

  /** Makes a change whose value is a node or an open string. */
  Change(boolean added, String path, Object value) {
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
    return value instanceof OpenString text ? text.node() : GrowingString.plain((JsonNode) value);
  }

  /**
   * Returns the new value as one that no later change of this value can reach.
   *
   * @return the value itself if it never changes, else a copy
   */
  public JsonNode unchangeable() {
    JsonNode node = value();
    boolean neverChanges =
        node instanceof ValueNode
            || node instanceof ObjectSnapshot
            || node instanceof ArraySnapshot;
    return neverChanges ? node : node.deepCopy();
  }
}
