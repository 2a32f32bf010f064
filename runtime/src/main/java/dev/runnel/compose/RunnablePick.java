package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.RunContext;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries of maps, as they come. Immutable and thread-safe.
 *
 * <p>Of a map that is read as a whole, an entry that is picked alone must be there: else the run
 * fails with an error that names the keys. In a stream of maps each may bring other entries; one
 * that lacks the entry is passed over. An entry that is null is an error, since null is no chunk.
 *
 * @param <C> what it gives for a map that has the entry
 * @param <O> the whole
 */
public final class RunnablePick<C, O> implements TransformerRunnel<Map<String, Object>, C, O> {
  private final List<String> keys;
  private final boolean alone;
  private final Whole<C, O> whole;
  private final Transformer<Map<String, Object>, C> transformer;

  private RunnablePick(
      List<String> keys,
      boolean alone,
      Whole<C, O> whole,
      Transformer<Map<String, Object>, C> transformer) {
    this.keys = keys;
    this.alone = alone;
    this.whole = whole;
    this.transformer = transformer;
  }

  /**
   * Takes one entry, whose values each replace the one before.
   *
   * @param key the entry's key
   * @param type what its values are
   * @param <V> their type
   * @return the runnel
   */
  public static <V> RunnablePick<V, V> of(String key, Class<V> type) {
    return of(key, type, Whole.last());
  }

  /**
   * Takes one entry whose values are text; it streams through.
   *
   * @param key the entry's key
   * @return the runnel
   */
  public static RunnablePick<String, String> ofText(String key) {
    return of(key, String.class, Whole.text());
  }

  /**
   * Takes one entry.
   *
   * @param key the entry's key
   * @param type what its values are
   * @param whole how the values become the whole
   * @param <C> the values
   * @param <O> the whole
   * @return the runnel
   */
  public static <C, O> RunnablePick<C, O> of(String key, Class<C> type, Whole<C, O> whole) {
    return new RunnablePick<>(
        List.of(key),
        true,
        whole,
        (map, out) -> {
          if (map.containsKey(key)) {
            out.emit(cast(key, type, map.get(key)));
          }
        });
  }

  /**
   * Takes some entries; a map that has none of them is dropped.
   *
   * @param keys the entries' keys
   * @return the runnel
   */
  public static RunnablePick<Map<String, Object>, Map<String, Object>> ofKeys(String... keys) {
    List<String> wanted = List.of(keys);
    return new RunnablePick<>(
        wanted,
        false,
        MapWhole.ofAnyKeys(),
        (map, out) -> {
          if (map instanceof BranchChunk && wanted.containsAll(map.keySet())) {
            out.emit(map);
            return;
          }
          Map<String, Object> picked = new LinkedHashMap<>(map);
          picked.keySet().removeIf(key -> key == null || !wanted.contains(key));
          if (!picked.isEmpty()) {
            out.emit(Collections.unmodifiableMap(picked));
          }
        });
  }

  @Override
  public ChunkStream<C> open(Map<String, Object> input, RunContext run) {
    if (alone && !input.containsKey(keys.get(0))) {
      throw new NoSuchElementException(
          "The map has no entry '"
              + keys.get(0)
              + "', but the entries "
              + input.keySet()
              + ". Name one of them, or put the entry in.");
    }
    return TransformerRunnel.super.open(input, run);
  }

  private static <C> C cast(String key, Class<C> type, @Nullable Object value) {
    if (value == null) {
      throw new NullChunkException(
          "The entry '"
              + key
              + "' is null, and null is never a chunk. Leave the entry out, or pick it together"
              + " with others by ofKeys(...), which keeps null.");
    }
    if (!type.isInstance(value)) {
      throw new ClassCastException(
          "The entry '"
              + key
              + "' is a "
              + value.getClass().getName()
              + ", but a "
              + type.getName()
              + " is to be picked. Name its type, or another key.");
    }
    return type.cast(value);
  }

  @Override
  public Transformer<Map<String, Object>, C> newTransformer() {
    return transformer;
  }

  @Override
  public Whole<C, O> whole() {
    return whole;
  }

  @Override
  public String name() {
    return "RunnablePick<" + String.join(",", keys) + ">";
  }
}
