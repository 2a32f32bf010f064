package dev.runnel.compose;

import dev.runnel.Emitter;
import dev.runnel.NullChunkException;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries of maps, as they come. Immutable and thread-safe.
 *
 * <p>An entry that is picked alone must be there: else the run fails with an error that names the
 * keys. In a stream of maps each may bring other entries, so that one that lacks the entry is
 * passed over, and the run fails at the end if none had it. An entry that is null is an error,
 * since null is no chunk.
 *
 * @param <C> what it gives for a map that has the entry
 * @param <O> the whole
 */
public final class RunnablePick<C, O> implements TransformerRunnel<Map<String, Object>, C, O> {
  private final List<String> keys;
  private final Whole<C, O> whole;
  private final Supplier<Transformer<Map<String, Object>, C>> transformers;

  private RunnablePick(
      List<String> keys,
      Whole<C, O> whole,
      Supplier<Transformer<Map<String, Object>, C>> transformers) {
    this.keys = keys;
    this.whole = whole;
    this.transformers = transformers;
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
    return new RunnablePick<>(List.of(key), whole, () -> new Alone<>(key, type));
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
        wanted, MapWhole.ofAnyKeys(), () -> (map, out) -> pick(wanted, map, out));
  }

  private static void pick(
      List<String> wanted, Map<String, Object> map, Emitter<Map<String, Object>> out) {
    Set<String> made = MapChunk.keysWith(map, wanted);
    if (map instanceof BranchChunk part && wanted.containsAll(map.keySet())) {
      out.emit(part.among(made));
      return;
    }
    Map<String, Object> picked = new LinkedHashMap<>(map);
    picked.keySet().removeIf(key -> key == null || !wanted.contains(key));
    if (!picked.isEmpty()) {
      out.emit(MapChunk.of(picked, made));
    }
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
    return transformers.get();
  }

  @Override
  public Whole<C, O> whole() {
    return whole;
  }

  @Override
  public String name() {
    return "RunnablePick<" + String.join(",", keys) + ">";
  }

  /** Takes one entry out of the maps of one run. */
  private static final class Alone<C> implements Transformer<Map<String, Object>, C> {
    /** How many keys an error names at most. */
    private static final int MAX_NAMED = 50;

    private final String key;
    private final Class<C> type;
    private final Set<String> others = new LinkedHashSet<>();
    private boolean reads;
    private boolean finds;

    Alone(String key, Class<C> type) {
      this.key = key;
      this.type = type;
    }

    @Override
    public void onChunk(Map<String, Object> map, Emitter<C> out) {
      reads = true;
      if (map.containsKey(key)) {
        finds = true;
        out.emit(cast(key, type, map.get(key)));
      } else if (!finds) {
        finds = MapChunk.keysWith(map).contains(key); // of which there may be nothing
        map.keySet().stream().limit(MAX_NAMED - others.size()).forEach(others::add);
      }
    }

    @Override
    public void onComplete(Emitter<C> out) {
      if (reads && !finds) {
        throw new NoSuchElementException(
            "There is no entry '"
                + key
                + "', but the entries "
                + others
                + ". Name one of them, or put the entry in.");
      }
    }
  }
}
