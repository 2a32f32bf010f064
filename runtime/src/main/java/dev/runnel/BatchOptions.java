package dev.runnel;

/**
 * Says how a batch runs.
 *
 * @param maxConcurrency how many inputs run at the same time at the most; at least 1
 * @param config the configuration of each run
 */
public record BatchOptions(int maxConcurrency, RunConfig config) {
  /** Runs 8 inputs at the same time. */
  public static final BatchOptions DEFAULT = new BatchOptions(8, RunConfig.DEFAULT);

  /**
   * Checks the values.
   *
   * @param maxConcurrency how many inputs run at the same time at the most
   * @param config the configuration of each run
   */
  public BatchOptions {
    if (maxConcurrency < 1) {
      throw new IllegalArgumentException(
          "maxConcurrency is " + maxConcurrency + ", but it must be at least 1.");
    }
  }

  /**
   * Bounds how many inputs run at the same time.
   *
   * @param maxConcurrency the bound, at least 1
   * @return the options
   */
  public static BatchOptions maxConcurrency(int maxConcurrency) {
    return new BatchOptions(maxConcurrency, RunConfig.DEFAULT);
  }

  /**
   * Sets the configuration of each run.
   *
   * @param config the configuration
   * @return a copy
   */
  public BatchOptions withConfig(RunConfig config) {
    return new BatchOptions(maxConcurrency, config);
  }
}
