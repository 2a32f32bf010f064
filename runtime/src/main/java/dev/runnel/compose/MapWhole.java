package dev.runnel.compose;

import dev.runnel.Accumulator;
import dev.runnel.Additive;
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
    return new MapWhole(Collections.emptyMap(), true); // unlike Map.of(), it may be asked for null
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

  private static final class ByKey
      implements Accumulator<Map<String, Object>, Map<String, Object>> {
    private final Map<String, Whole<?, ?>> wholes;
    private final boolean open;
    private final Map<String, Accumulator<Object, ?>> accumulators = new LinkedHashMap<>();
    private final Map<String, AnyValues> others = new LinkedHashMap<>();

    ByKey(Map<String, Whole<?, ?>> wholes, boolean open) {
      this.wholes = wholes;
      this.open = open;
    }

    @Override
    public void add(Map<String, Object> chunk) {
      @Nullable Whole<?, ?> known = BranchChunk.wholeOf(chunk);
      chunk.forEach(
          (key, value) -> {
            if (open && !wholes.containsKey(key)) {
              others.computeIfAbsent(key, other -> new AnyValues(known)).add(value);
            } else {
              accumulators.computeIfAbsent(key, this::newAccumulator).add(value);
            }
          });
    }

    @SuppressWarnings("unchecked")
    private Accumulator<Object, ?> newAccumulator(String key) {
      @Nullable Whole<?, ?> whole = wholes.get(key);
      if (whole == null) {
        throw new IllegalArgumentException(
            "A chunk has the key '" + key + "', but the keys are " + wholes.keySet() + ".");
      }
      return (Accumulator<Object, ?>) whole.accumulator();
    }

    @Override
    @SuppressWarnings("NullAway") // what was null in a user's map stays null
    public Map<String, Object> sum() {
      Map<String, Object> all = new LinkedHashMap<>();
      others.forEach((key, values) -> all.put(key, values.sum()));
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

  /**
   * Adds up the values of a key that has no rule here: by that of the branch that gave them, else
   * by what they are. A null adds nothing where values add up, and replaces the one before where
   * each does.
   */
  private static final class AnyValues {
    private final @Nullable Whole<?, ?> known;
    private @Nullable Accumulator<Object, ?> accumulator;
    private boolean endsWithNull;
    private boolean addsUp;

    AnyValues(@Nullable Whole<?, ?> known) {
      this.known = known;
    }

    void add(@Nullable Object value) {
      endsWithNull = value == null;
      if (value != null) {
        if (accumulator == null) {
          accumulator = newAccumulator();
          addsUp = known != null || value instanceof String || value instanceof Additive<?, ?>;
        }
        accumulator.add(value);
      }
    }

    @SuppressWarnings("unchecked") // the branch that gave the rule gave the values
    private Accumulator<Object, ?> newAccumulator() {
      return known == null
          ? GuessedWhole.LAST.accumulator()
          : (Accumulator<Object, ?>) known.accumulator();
    }

    @Nullable Object sum() {
      return accumulator == null || (endsWithNull && !addsUp) ? null : accumulator.sum();
    }
  }
}
