package dev.runnel.processor.diagnostic;

import java.util.Optional;

/**
 * What an author could write instead.
 *
 * @param sentence says it in a sentence or two
 * @param nearest the name that was probably meant; empty if none is near
 */
public record Suggestion(String sentence, Optional<String> nearest) {
  /** Suggests what no name stands for. */
  public static Suggestion of(String sentence) {
    return new Suggestion(sentence, Optional.empty());
  }

  @Override
  public String toString() {
    return sentence;
  }
}
