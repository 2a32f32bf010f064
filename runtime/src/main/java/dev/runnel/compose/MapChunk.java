package dev.runnel.compose;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A part of a larger map that is made piece by piece, and knows the keys of all that is made with
 * it. What is made may turn out to be nothing, and then its key never comes.
 *
 * <p>Immutable.
 */
abstract class MapChunk extends AbstractMap<String, Object> {
  private final Set<String> keys;

  /**
   * Makes a part.
   *
   * @param keys what is made, this part or others
   */
  MapChunk(Set<String> keys) {
    this.keys = keys;
  }

  /** Makes a part of some entries. */
  static MapChunk of(Map<String, Object> entries, Set<String> keys) {
    return new Entries(Collections.unmodifiableMap(entries), keys);
  }

  /** Returns the keys of what is made with a map; none if nothing is known of that. */
  static Set<String> keysWith(Map<String, Object> map) {
    return map instanceof MapChunk part ? part.keys : Set.of();
  }

  Set<String> keys() {
    return keys;
  }

  static Set<String> both(Set<String> some, Set<String> others) {
    if (some.containsAll(others)) {
      return some;
    }
    if (others.containsAll(some)) {
      return others;
    }
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(others);
    return Collections.unmodifiableSet(all);
  }

  /** Returns the keys of what is made with a map, as far as they are wanted. */
  static Set<String> keysWith(Map<String, Object> map, List<String> wanted) {
    Set<String> all = keysWith(map);
    if (wanted.containsAll(all)) {
      return all;
    }
    Set<String> left = new LinkedHashSet<>(all);
    left.retainAll(wanted);
    return Collections.unmodifiableSet(left);
  }

  private static final class Entries extends MapChunk {
    private final Map<String, Object> entries;

    Entries(Map<String, Object> entries, Set<String> keys) {
      super(keys);
      this.entries = entries;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
      return entries.entrySet();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
      return entries.containsKey(key);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
      return entries.get(key);
    }
  }
}
