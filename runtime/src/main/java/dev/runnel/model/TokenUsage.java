package dev.runnel.model;

/**
 * The number of tokens that a model's answer took.
 *
 * <p>Providers count differently; these numbers mean the same for all: {@code input} holds what was
 * cached, too, and {@code output} what the model thought.
 *
 * @param input the tokens of the prompt
 * @param output the tokens of the answer
 * @param total what the model counts in all; it may be more than the two
 * @param cachedInput those of {@code input} that the provider had in its cache
 * @param writtenInput those of {@code input} that the provider wrote to its cache
 * @param reasoning those of {@code output} that are reasoning
 */
public record TokenUsage(
    int input, int output, int total, int cachedInput, int writtenInput, int reasoning) {
  /** Checks that no number is negative. */
  public TokenUsage {
    if (input < 0
        || output < 0
        || total < 0
        || cachedInput < 0
        || writtenInput < 0
        || reasoning < 0) {
      throw new IllegalArgumentException(
          "Numbers of tokens are 0 or more, but are %s, %s, %s, %s, %s and %s."
              .formatted(input, output, total, cachedInput, writtenInput, reasoning));
    }
  }

  /**
   * Makes a usage without details.
   *
   * @param input the tokens of the prompt
   * @param output the tokens of the answer
   * @param total what the model counts in all
   */
  public TokenUsage(int input, int output, int total) {
    this(input, output, total, 0, 0, 0);
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

  /**
   * Sets how much of the prompt was in the provider's cache.
   *
   * @param cachedInput the tokens that it had
   * @param writtenInput the tokens that it wrote
   * @return a copy
   */
  public TokenUsage withCache(int cachedInput, int writtenInput) {
    return new TokenUsage(input, output, total, cachedInput, writtenInput, reasoning);
  }

  /**
   * Sets how much of the answer is reasoning.
   *
   * @param reasoning the tokens
   * @return a copy
   */
  public TokenUsage withReasoning(int reasoning) {
    return new TokenUsage(input, output, total, cachedInput, writtenInput, reasoning);
  }
}
