package dev.runnel.batch;

import dev.runnel.model.AnswerInfo;
import dev.runnel.model.TokenUsage;
import java.math.BigDecimal;

/** Says what the answer of a model costs. */
@FunctionalInterface
public interface TokenPrices {
  /** Everything is free, or nobody asks. */
  TokenPrices NONE = (answer, usage) -> BigDecimal.ZERO;

  /**
   * Computes the price of one answer.
   *
   * @param answer what is known about the answer, such as its model
   * @param usage the tokens that it took
   * @return the price, in the currency that the caller thinks of
   */
  BigDecimal priceOf(AnswerInfo answer, TokenUsage usage);

  /**
   * Returns the prices of a model that costs the same for each token of its prompts, and for each
   * of its answers.
   *
   * @param input the price of a million tokens of prompts, such as {@code "0.25"}
   * @param output the price of a million tokens of answers
   * @return the prices
   */
  static TokenPrices perMillion(String input, String output) {
    BigDecimal ofInput = new BigDecimal(input).movePointLeft(6);
    BigDecimal ofOutput = new BigDecimal(output).movePointLeft(6);
    return (answer, usage) ->
        ofInput
            .multiply(BigDecimal.valueOf(usage.input()))
            .add(ofOutput.multiply(BigDecimal.valueOf(usage.output())));
  }
}
