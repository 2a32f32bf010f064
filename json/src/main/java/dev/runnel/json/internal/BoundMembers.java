package dev.runnel.json.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;

/** Holds what the complete members of one growing object are bound to, as entries of a map. */
final class BoundMembers {
  private final ValueDeserializer<?> by;
  private @Nullable Object[] values = new @Nullable Object[8];
  private int stored;
  private @Nullable ObjectView last;
  private @Nullable RuntimeException failure;

  /** Whether the map is not simply one entry for each member, so that nothing can be kept. */
  private boolean isPeculiar;

  BoundMembers(ValueDeserializer<?> by) {
    this.by = by;
  }

  ValueDeserializer<?> by() {
    return by;
  }

  /**
   * Binds the complete members that are new, or all of them if one was replaced.
   *
   * @param binding binds members
   * @return false if the map cannot be made so
   */
  boolean bindNew(ObjectView view, Function<Map<String, JsonNode>, Map<?, ?>> binding) {
    if (last != null && view.rewritesSince(last)) {
      values = new @Nullable Object[values.length];
      stored = 0;
      failure = null;
    }
    last = view;
    if (failure != null) {
      throw failure;
    }
    try {
      if (!isPeculiar && stored < view.stored()) {
        bind(view, binding);
      }
    } catch (RuntimeException thrown) {
      failure = thrown;
      throw thrown;
    }
    return !isPeculiar;
  }

  private void bind(ObjectView view, Function<Map<String, JsonNode>, Map<?, ?>> binding) {
    Map<String, JsonNode> added = new LinkedHashMap<>();
    for (int i = stored; i < view.stored(); i++) {
      added.put(view.storedKey(i), view.storedValue(i));
    }
    Map<?, ?> bound = binding.apply(added);
    isPeculiar = !bound.keySet().equals(added.keySet());
    if (view.stored() > values.length) {
      values = Arrays.copyOf(values, Math.max(view.stored(), values.length * 2));
    }
    for (int i = stored; i < view.stored(); i++) {
      values[i] = bound.get(view.storedKey(i));
    }
    stored = view.stored();
  }

  /** Makes a map of what is complete, and of the open member if that counts. */
  BoundMap map(ObjectView view, @Nullable Object open) {
    return new BoundMap(this, view, values, open);
  }
}
