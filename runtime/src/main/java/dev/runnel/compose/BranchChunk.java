package dev.runnel.compose;

import dev.runnel.Whole;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A chunk of one branch, as a map with the branch's key, that knows how the chunks of its branch
 * add up: whoever reads it later must not take items for pieces of one text.
 *
 * <p>Immutable.
 */
final class BranchChunk extends MapChunk {
  private final String key;
  private final Object value;
  private final Whole<?, ?> whole;

  BranchChunk(String key, Object value, Whole<?, ?> whole, Set<String> keys) {
    super(keys);
    this.key = key;
    this.value = value;
    this.whole = whole;
  }

  /** Returns the same chunk, of a map in which other keys are made. */
  BranchChunk among(Set<String> others) {
    return others.equals(keys()) ? this : new BranchChunk(key, value, whole, others);
  }

  /** Returns the rule of a map's only entry; null where nothing is known of it. */
  static @Nullable Whole<?, ?> wholeOf(Map<String, Object> chunk) {
    return chunk instanceof BranchChunk known ? known.whole : null;
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return Set.of(Map.entry(key, value));
  }

  @Override
  public boolean containsKey(@Nullable Object other) {
    return key.equals(other);
  }

  @Override
  public @Nullable Object get(@Nullable Object other) {
    return key.equals(other) ? value : null;
  }
}
