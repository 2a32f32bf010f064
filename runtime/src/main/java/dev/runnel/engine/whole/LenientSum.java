package dev.runnel.engine.whole;

import dev.runnel.Accumulator;
import dev.runnel.Whole;
import org.jspecify.annotations.Nullable;

/**
 * Adds up chunks for those who listen to a run. What cannot be added up has no sum, and harms
 * nobody but them. Not thread-safe.
 */
public final class LenientSum {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  private final Whole<?, ?> whole;
  private @Nullable Accumulator<Object, ?> accumulator;
  private boolean hasFailed;

  public LenientSum(Whole<?, ?> whole) {
    this.whole = whole;
  }

  @SuppressWarnings("unchecked")
  public void add(Object chunk) {
    if (hasFailed) {
      return;
    }
    try {
      if (accumulator == null) {
        accumulator = (Accumulator<Object, ?>) whole.accumulator();
      }
      accumulator.add(chunk);
    } catch (RuntimeException noWhole) {
      failed(noWhole);
    }
  }

  /** Throws away what was added. */
  public void clear() {
    accumulator = null;
    hasFailed = false;
  }

  /** Returns the whole of the chunks so far; null if there is none. */
  public @Nullable Object sum() {
    if (hasFailed) {
      return null;
    }
    try {
      return accumulator == null ? whole.whenEmpty().orElse(null) : accumulator.sum();
    } catch (RuntimeException noWhole) {
      failed(noWhole);
      return null;
    }
  }

  private void failed(RuntimeException noWhole) {
    hasFailed = true;
    LOGGER.log(
        System.Logger.Level.WARNING,
        "The chunks of a run have no whole, so its end event lacks it.",
        noWhole);
  }
}
