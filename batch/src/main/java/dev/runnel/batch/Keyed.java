package dev.runnel.batch;

import dev.runnel.Outcome;

/**
 * The outcome of one input of a batch, with the key of that input.
 *
 * @param key the key
 * @param outcome its value, or a {@link JournaledFailure}
 * @param <O> the value
 */
public record Keyed<O>(String key, Outcome<O> outcome) {
  /**
   * Returns the value.
   *
   * @return the value
   * @throws JournaledFailure if the input has failed
   */
  public O value() {
    return outcome.value();
  }
}
