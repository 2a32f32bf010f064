package dev.runnel.model;

import java.util.Objects;

/**
 * A model's refusal to answer, where the provider tells it apart from an answer.
 *
 * @param text what the model says
 * @param extras what a provider adds
 */
public record Refusal(String text, Extras extras) implements MessagePart {
  /** Checks that nothing is null. */
  public Refusal {
    Objects.requireNonNull(text, "A refusal's text may be empty, but not null.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
  }

  /**
   * Makes a refusal that is nothing but text.
   *
   * @param text what the model says
   */
  public Refusal(String text) {
    this(text, Extras.NONE);
  }
}
