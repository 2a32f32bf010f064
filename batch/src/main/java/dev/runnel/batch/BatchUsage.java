package dev.runnel.batch;

import java.math.BigDecimal;

/**
 * What the models of a batch took, as far as they told it.
 *
 * @param inputTokens the tokens of their prompts
 * @param outputTokens the tokens of their answers
 * @param cost what both cost, by the prices of the run that paid; zero where none were given
 */
public record BatchUsage(long inputTokens, long outputTokens, BigDecimal cost) {
  /** Nothing was taken. */
  public static final BatchUsage NONE = new BatchUsage(0, 0, BigDecimal.ZERO);

  /**
   * Returns the tokens of prompts and answers together.
   *
   * @return the number
   */
  public long tokens() {
    return inputTokens + outputTokens;
  }

  /**
   * Adds what was taken besides.
   *
   * @param other the same of others
   * @return the sum
   */
  public BatchUsage plus(BatchUsage other) {
    return new BatchUsage(
        inputTokens + other.inputTokens, outputTokens + other.outputTokens, cost.add(other.cost));
  }
}
