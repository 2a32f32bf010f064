package dev.runnel.compose;

import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes entries of maps, as they come; made by {@link RunnablePassthrough#pick}. Immutable and
 * thread-safe.
 *
 * @param <C> what it gives for a map that has the entry
 * @param <O> the whole
 */
public final class RunnablePick<C, O> implements TransformerRunnel<Map<String, Object>, C, O> {
  private final List<String> keys;
  private final Whole<C, O> whole;
  private final Transformer<Map<String, Object>, C> transformer;

  private RunnablePick(
      List<String> keys, Whole<C, O> whole, Transformer<Map<String, Object>, C> transformer) {
    this.keys = keys;
    this.whole = whole;
    this.transformer = transformer;
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
        whole,
        (map, out) -> {
          if (map.containsKey(key)) {
            out.emit(cast(key, type, map.get(key)));
          }
        });
  }

  static RunnablePick<Map<String, Object>, Map<String, Object>> of(List<String> keys) {
    return new RunnablePick<>(
        keys,
        MapWhole.ofAnyKeys(),
        (map, out) -> {
          Map<String, Object> picked = new LinkedHashMap<>(map);
          picked.keySet().retainAll(keys);
          if (!picked.isEmpty()) {
            out.emit(Collections.unmodifiableMap(picked));
          }
        });
  }

  private static <C> C cast(String key, Class<C> type, Object value) {
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
