package dev.runnel;

import java.util.function.IntFunction;

/**
 * How a batch runs: how many of its runs at the same time, and with which configuration.
 *
 * @param maxConcurrency how many inputs run at the same time at the most; at least 1
 * @param config the configuration of each run
 * @param configs the configuration of the run of each input, by the input's place, laid over the
 *     common one
 */
public record BatchOptions(
    int maxConcurrency, RunConfig config, IntFunction<? extends RunConfig> configs) {
  /** Runs 8 inputs at the same time. */
  public static final BatchOptions DEFAULT = ofMaxConcurrency(8);

  /**
   * Checks the values.
   *
   * @param maxConcurrency how many inputs run at the same time at the most
   * @param config the configuration of each run
   * @param configs the configuration of the run of each input
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
  public static BatchOptions ofMaxConcurrency(int maxConcurrency) {
    return new BatchOptions(maxConcurrency, RunConfig.DEFAULT, index -> RunConfig.DEFAULT);
  }

  /**
   * Sets the configuration of each run.
   *
   * @param config the configuration
   * @return a copy
   */
  public BatchOptions withConfig(RunConfig config) {
    return new BatchOptions(maxConcurrency, config, configs);
  }

  /**
   * Sets the configuration of the run of each input, which is laid over that of all runs.
   *
   * @param configs gives it for the input at a place, from 0; called by many threads
   * @return a copy
   */
  public BatchOptions withConfigs(IntFunction<? extends RunConfig> configs) {
    return new BatchOptions(maxConcurrency, config, configs);
  }

  /**
   * Returns the configuration of one run.
   *
   * @param index the input's place, from 0
   * @return the configuration
   */
  public RunConfig configOf(int index) {
    return config.merge(configs.apply(index));
  }
}
