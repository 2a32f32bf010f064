package dev.runnel.json.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Holds the complete elements of an array. */
final class ArrayBuffer extends ContainerBuffer {
  private static final JsonNode[] NONE = new JsonNode[0];

  private JsonNode[] items = NONE;
  private int size;

  @Override
  void add(JsonNode value) {
    if (size == items.length) {
      items = Arrays.copyOf(items, Math.max(4, size * 2));
    }
    items[size++] = value;
  }

  @Override
  JsonNode view(@Nullable JsonNode tail, @Nullable OpenString text) {
    return new ArraySnapshot(new ArrayView(this, items, size, tail, text, false));
  }

  @Override
  JsonNode close() {
    return new ArraySnapshot(new ArrayView(this, items, size, null, null, true));
  }
}
