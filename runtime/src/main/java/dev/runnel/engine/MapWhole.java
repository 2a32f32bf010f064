package dev.runnel.engine;

import dev.runnel.EmptyStreamException;
import dev.runnel.Summer;
import dev.runnel.Whole;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Adds up chunks that are maps, key by key.
 *
 * @param wholes the rule of each key, in the order of the whole's entries
 * @param open whether there may be other keys, whose entries come first
 */
public record MapWhole(Map<String, Whole<?, ?>> wholes, boolean open)
    implements Whole<Map<String, Object>, Map<String, Object>> {
  /**
   * Adds up the entries of known keys.
   *
   * @param wholes the rule of each key, in the order of the whole's entries
   */
  public MapWhole(Map<String, Whole<?, ?>> wholes) {
    this(wholes, false);
  }

  /**
   * Adds up the entries of any keys.
   *
   * @return the rule
   */
  public static MapWhole ofAnyKeys() {
    return new MapWhole(Map.of(), true);
  }

  @Override
  public Summer<Map<String, Object>, Map<String, Object>> summer() {
    return new ByKey(wholes, open);
  }

  @Override
  public Optional<Map<String, Object>> ofNothing() {
    boolean all = wholes.values().stream().allMatch(whole -> whole.ofNothing().isPresent());
    return all ? Optional.of(new ByKey(wholes, open).sum()) : Optional.empty();
  }

  private record ByKey(
      Map<String, Whole<?, ?>> wholes, boolean open, Map<String, Summer<Object, ?>> summers)
      implements Summer<Map<String, Object>, Map<String, Object>> {
    ByKey(Map<String, Whole<?, ?>> wholes, boolean open) {
      this(wholes, open, new LinkedHashMap<>());
    }

    @Override
    public void add(Map<String, Object> chunk) {
      chunk.forEach((key, value) -> summer(key).add(value));
    }

    private Summer<Object, ?> summer(String key) {
      return summers.computeIfAbsent(key, this::newSummer);
    }

    @SuppressWarnings("unchecked")
    private Summer<Object, ?> newSummer(String key) {
      @Nullable Whole<?, ?> whole = wholes.get(key);
      if (whole == null && open) {
        return GuessedWhole.LAST.summer();
      }
      if (whole == null) {
        throw new IllegalArgumentException(
            "A chunk has the key '" + key + "', but the keys are " + wholes.keySet() + ".");
      }
      return (Summer<Object, ?>) whole.summer();
    }

    @Override
    public Map<String, Object> sum() {
      Map<String, Object> all = new LinkedHashMap<>();
      summers.forEach(
          (key, summer) -> {
            if (!wholes.containsKey(key)) {
              all.put(key, summer.sum());
            }
          });
      wholes.forEach((key, whole) -> all.put(key, sum(key, whole)));
      return Collections.unmodifiableMap(all);
    }

    private Object sum(String key, Whole<?, ?> whole) {
      @Nullable Summer<Object, ?> summer = summers.get(key);
      if (summer != null) {
        return summer.sum();
      }
      return whole
          .ofNothing()
          .orElseThrow(
              () ->
                  new EmptyStreamException(
                      "The branch '"
                          + key
                          + "' of a parallel runnel gave no chunk, and there is no whole of"
                          + " nothing."));
    }
  }
}
