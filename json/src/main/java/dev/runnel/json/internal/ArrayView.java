package dev.runnel.json.internal;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An array as it was at one moment: a prefix of its buffer, and perhaps an open element. */
final class ArrayView extends AbstractList<JsonNode> implements RandomAccess {
  private final ArrayBuffer buffer;
  private final JsonNode[] items;
  private final int stored;
  private final @Nullable JsonNode tail;
  private final @Nullable OpenString text;
  private final boolean closed;

  ArrayView(
      ArrayBuffer buffer,
      JsonNode[] items,
      int stored,
      @Nullable JsonNode tail,
      @Nullable OpenString text,
      boolean closed) {
    this.buffer = buffer;
    this.items = items;
    this.stored = stored;
    this.tail = tail;
    this.text = text;
    this.closed = closed;
  }

  /** The open element; null if there is none. */
  @Nullable JsonNode openElement() {
    return stored < size() ? get(stored) : null;
  }

  /** The same array with another open element, or without. */
  ArrayView withOpen(@Nullable JsonNode element) {
    return new ArrayView(buffer, items, stored, element, null, false);
  }

  /** How many elements are complete. */
  int stored() {
    return stored;
  }

  /** Whether the array is complete. */
  boolean isClosed() {
    return closed;
  }

  ArrayBuffer buffer() {
    return buffer;
  }

  boolean sameBuffer(ArrayView other) {
    return buffer == other.buffer;
  }

  /** The element as it is kept: a node or an open string. */
  Object raw(int index) {
    if (index < stored) {
      return items[index];
    }
    return text != null ? text : Objects.requireNonNull(tail);
  }

  @Override
  public JsonNode get(int index) {
    Objects.checkIndex(index, size());
    return index == stored && text != null ? text.node() : (JsonNode) raw(index);
  }

  @Override
  public int size() {
    return tail != null || text != null ? stored + 1 : stored;
  }
}
