package dev.runnel.compose;

import dev.runnel.Accumulator;
import dev.runnel.EmptyStreamException;
import dev.runnel.Whole;
import dev.runnel.engine.whole.GuessedWhole;
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
record MapWhole(Map<String, Whole<?, ?>> wholes, boolean open)
    implements Whole<Map<String, Object>, Map<String, Object>> {
  /** Adds up the entries of known keys. */
  MapWhole(Map<String, Whole<?, ?>> wholes) {
    this(wholes, false);
  }

  /** Adds up the entries of any keys. */
  static MapWhole ofAnyKeys() {
    return new MapWhole(Map.of(), true);
  }

  @Override
  public Accumulator<Map<String, Object>, Map<String, Object>> accumulator() {
    return new ByKey(wholes, open);
  }

  @Override
  public Optional<Map<String, Object>> whenEmpty() {
    boolean all = wholes.values().stream().allMatch(whole -> whole.whenEmpty().isPresent());
    return all ? Optional.of(new ByKey(wholes, open).sum()) : Optional.empty();
  }

  private record ByKey(
      Map<String, Whole<?, ?>> wholes,
      boolean open,
      Map<String, Accumulator<Object, ?>> accumulators)
      implements Accumulator<Map<String, Object>, Map<String, Object>> {
    ByKey(Map<String, Whole<?, ?>> wholes, boolean open) {
      this(wholes, open, new LinkedHashMap<>());
    }

    @Override
    public void add(Map<String, Object> chunk) {
      @Nullable Whole<?, ?> known = BranchChunk.wholeOf(chunk);
      chunk.forEach((key, value) -> accumulator(key, known).add(value));
    }

    private Accumulator<Object, ?> accumulator(String key, @Nullable Whole<?, ?> known) {
      return accumulators.computeIfAbsent(key, added -> newAccumulator(added, known));
    }

    @SuppressWarnings("unchecked")
    private Accumulator<Object, ?> newAccumulator(String key, @Nullable Whole<?, ?> known) {
      @Nullable Whole<?, ?> whole = wholes.get(key);
      if (whole == null && open && known != null) {
        return (Accumulator<Object, ?>) known.accumulator();
      }
      if (whole == null && open) {
        return GuessedWhole.LAST.accumulator();
      }
      if (whole == null) {
        throw new IllegalArgumentException(
            "A chunk has the key '" + key + "', but the keys are " + wholes.keySet() + ".");
      }
      return (Accumulator<Object, ?>) whole.accumulator();
    }

    @Override
    public Map<String, Object> sum() {
      Map<String, Object> all = new LinkedHashMap<>();
      accumulators.forEach(
          (key, accumulator) -> {
            if (!wholes.containsKey(key)) {
              all.put(key, accumulator.sum());
            }
          });
      wholes.forEach((key, whole) -> all.put(key, sum(key, whole)));
      return Collections.unmodifiableMap(all);
    }

    private Object sum(String key, Whole<?, ?> whole) {
      @Nullable Accumulator<Object, ?> accumulator = accumulators.get(key);
      if (accumulator != null) {
        return accumulator.sum();
      }
      return whole
          .whenEmpty()
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
