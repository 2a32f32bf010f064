package dev.runnel;

/**
 * How one run of many ended: with a value or with a failure.
 *
 * @param <O> the value
 */
public sealed interface Outcome<O> {
  /**
   * Returns the value.
   *
   * @return the value
   * @throws RuntimeException the failure, as the run threw it
   */
  O value();

  /**
   * The outcome of a run that gave its value.
   *
   * @param value the value
   * @param <O> the value's type
   */
  record Success<O>(O value) implements Outcome<O> {}

  /**
   * The outcome of a run that failed.
   *
   * @param failure what the run threw: a {@link RuntimeException} or an {@link Error}
   * @param <O> the value's type
   */
  record Failure<O>(Throwable failure) implements Outcome<O> {
    @Override
    public O value() {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new RunnelException("A run of a batch failed: " + failure, failure);
    }
  }
}
