package dev.runnel;

import java.util.List;

/**
 * What a batch gave: the outcome of each input, in the order of the inputs.
 *
 * @param outcomes one outcome for each input
 * @param <O> the values
 */
public record BatchResult<O>(List<Outcome<O>> outcomes) {
  /**
   * Copies the outcomes.
   *
   * @param outcomes one outcome for each input
   */
  public BatchResult {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * Returns all values, if every input has one.
   *
   * @return the values, in the order of the inputs
   * @throws RuntimeException the first failure in the order of the inputs, as its run threw it
   */
  public List<O> values() {
    return outcomes.stream().map(Outcome::value).toList();
  }

  /**
   * Tells whether any input failed.
   *
   * @return whether any outcome is a failure
   */
  public boolean hasFailures() {
    return outcomes.stream().anyMatch(Outcome.Failure.class::isInstance);
  }
}
