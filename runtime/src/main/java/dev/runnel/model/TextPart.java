package dev.runnel.model;

import java.util.List;
import java.util.Objects;

/**
 * Text of a message.
 *
 * @param text the text
 * @param citations where it comes from, unmodifiable; often empty
 * @param extras what a provider adds
 */
public record TextPart(String text, List<Citation> citations, Extras extras)
    implements MessagePart {
  /** Checks that nothing is null, and copies the list. */
  public TextPart {
    Objects.requireNonNull(text, "A text may be empty, but not null.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
    citations = List.copyOf(citations);
  }

  /**
   * Makes a part that is nothing but text.
   *
   * @param text the text
   */
  public TextPart(String text) {
    this(text, List.of(), Extras.NONE);
  }
}
