package dev.runnel;

/**
 * The outcome of one input of many, with the place of that input.
 *
 * @param index the input's place, from 0
 * @param outcome its value or failure
 * @param <O> the value
 */
public record Indexed<O>(int index, Outcome<O> outcome) {
  /**
   * Returns the value.
   *
   * @return the value
   * @throws RuntimeException the failure, as the run threw it
   */
  public O value() {
    return outcome.value();
  }
}
