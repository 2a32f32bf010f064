package dev.runnel.model;

import org.jspecify.annotations.Nullable;

/**
 * How much a model thinks before it answers, and whether it tells what it thought. What is null is
 * left to the model.
 *
 * @param effort how much
 * @param budgetTokens how many tokens it may think, for models that count them
 * @param shown whether the answer tells what it thought
 */
public record ReasoningOptions(
    @Nullable Effort effort, @Nullable Integer budgetTokens, @Nullable Boolean shown) {
  /** Checks the budget. */
  public ReasoningOptions {
    if (budgetTokens != null && budgetTokens < 1) {
      throw new IllegalArgumentException(
          "A budget of tokens is 1 or more, but is " + budgetTokens + ".");
    }
  }

  /** How much a model thinks. */
  public enum Effort {
    /** Not at all. */
    NONE,
    /** As little as it can. */
    MINIMAL,
    /** Little. */
    LOW,
    /** As is usual. */
    MEDIUM,
    /** Much. */
    HIGH,
    /** More than that. */
    XHIGH,
    /** As much as it can. */
    MAX
  }

  /**
   * Sets how much a model thinks.
   *
   * @param effort how much
   * @return the options
   */
  public static ReasoningOptions of(Effort effort) {
    return new ReasoningOptions(effort, null, null);
  }

  /**
   * Sets how many tokens a model may think.
   *
   * @param budgetTokens how many, 1 or more
   * @return the options
   */
  public static ReasoningOptions ofBudget(int budgetTokens) {
    return new ReasoningOptions(null, budgetTokens, null);
  }

  /**
   * Sets whether the answer tells what the model thought.
   *
   * @param shown whether it does
   * @return a copy
   */
  public ReasoningOptions withShown(boolean shown) {
    return new ReasoningOptions(effort, budgetTokens, shown);
  }
}
