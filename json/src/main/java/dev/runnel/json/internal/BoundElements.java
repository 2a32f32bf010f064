package dev.runnel.json.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/** Holds what the complete elements of one growing array are bound to. It only grows. */
final class BoundElements {
  private final ValueDeserializer<?> by;
  private @Nullable Object[] items = new @Nullable Object[8];
  private int size;

  /** How many nodes were bound: more than there are elements if nulls are skipped. */
  private int nodes;

  private @Nullable RuntimeException failure;

  BoundElements(ValueDeserializer<?> by) {
    this.by = by;
  }

  ValueDeserializer<?> by() {
    return by;
  }

  /**
   * Binds the complete elements that are new. One that fails is never tried again.
   *
   * @param binding binds nodes
   */
  void bindNew(ArrayView view, Function<List<JsonNode>, Collection<?>> binding) {
    if (failure != null) {
      throw failure;
    }
    if (nodes == view.stored()) {
      return;
    }
    try {
      Collection<?> added = binding.apply(view.subList(nodes, view.stored()));
      if (size + added.size() > items.length) {
        items = Arrays.copyOf(items, Math.max(size + added.size(), items.length * 2));
      }
      for (Object element : added) {
        items[size++] = element;
      }
      nodes = view.stored();
    } catch (RuntimeException thrown) {
      failure = thrown;
      throw thrown;
    }
  }

  /** Makes a list of what is complete, and of the open element if that counts. */
  BoundList list(Collection<?> open) {
    return new BoundList(this, items, size, open.toArray());
  }
}
