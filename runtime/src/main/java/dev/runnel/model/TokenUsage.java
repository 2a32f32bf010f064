package dev.runnel.model;

/**
 * The number of tokens that a model's answer took.
 *
 * @param input the tokens of the prompt
 * @param output the tokens of the answer
 * @param total what the model counts in all; it may be more than the two
 */
public record TokenUsage(int input, int output, int total) {
  /** Checks that no number is negative. */
  public TokenUsage {
    if (input < 0 || output < 0 || total < 0) {
      throw new IllegalArgumentException(
          "Numbers of tokens are 0 or more, but are %d, %d and %d."
              .formatted(input, output, total));
    }
  }

  /**
   * Makes a usage whose total is the sum.
   *
   * @param input the tokens of the prompt
   * @param output the tokens of the answer
   */
  public TokenUsage(int input, int output) {
    this(input, output, input + output);
  }
}
