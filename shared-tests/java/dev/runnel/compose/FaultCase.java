package dev.runnel.compose;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of the fault table.
 *
 * @param form what runs
 * @param mode how it is read
 * @param cancels whether the run is cancelled where the fault is; else the source throws there
 * @param source which source
 * @param opening which opening of that source; those before fail at once
 * @param position before which of its chunks; there are two
 * @param seed chooses the scheduling
 */
public record FaultCase(
    FaultTarget form,
    Mode mode,
    boolean cancels,
    int source,
    int opening,
    int position,
    long seed) {
  private static final int CHUNKS = 2;

  /** Says how a run is read. */
  public enum Mode {
    /** As a whole. */
    INVOKE,
    /** Each chunk is pushed. */
    PUSH,
    /** Each chunk is pulled. */
    PULL
  }

  /** Returns how many chunks come before the fault, where it is the one that ends the run. */
  int streamedBefore() {
    return position;
  }

  /** Lists all places in all forms. */
  public static List<FaultCase> table(FaultTarget[] forms, List<Long> seeds) {
    List<FaultCase> table = new ArrayList<>();
    for (FaultTarget form : forms) {
      for (int source = 0; source < form.sources(); source++) {
        for (int opening = 0; opening < form.openings(); opening++) {
          addPlaces(table, form, source, opening, seeds);
        }
      }
    }
    return table;
  }

  private static void addPlaces(
      List<FaultCase> table, FaultTarget form, int source, int opening, List<Long> seeds) {
    for (int position = 0; position <= CHUNKS; position++) {
      for (Mode mode : Mode.values()) {
        for (long seed : seeds) {
          table.add(new FaultCase(form, mode, false, source, opening, position, seed));
          table.add(new FaultCase(form, mode, true, source, opening, position, seed));
        }
      }
    }
  }
}
