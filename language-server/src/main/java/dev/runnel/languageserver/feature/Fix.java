package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.index.Span;
import java.util.Comparator;
import java.util.List;

/**
 * A repair of a file.
 *
 * @param title what it does
 * @param changes what it changes
 * @param isGuess whether only the processor knows if it helps: such a one is tried before it is
 *     offered
 */
record Fix(String title, List<Change> changes, boolean isGuess) {
  /** Makes a repair that is known to help. */
  Fix(String title, List<Change> changes) {
    this(title, changes, false);
  }

  /** Makes a repair that has to be tried. */
  static Fix guess(String title, List<Change> changes) {
    return new Fix(title, changes, true);
  }

  /** Makes a repair of one change that has to be tried. */
  static Fix guess(String title, Change change) {
    return guess(title, List.of(change));
  }

  /** Returns a text as the repair leaves it. */
  String applyTo(String text) {
    StringBuilder repaired = new StringBuilder(text);
    changes.stream()
        .sorted(Comparator.comparingInt((Change change) -> change.span().start()).reversed())
        .forEach(
            change -> repaired.replace(change.span().start(), change.span().end(), change.text()));
    return repaired.toString();
  }

  /**
   * A change of a text.
   *
   * @param span what is replaced
   * @param text by what
   */
  record Change(Span span, String text) {
    static Change insert(int at, String text) {
      return new Change(new Span(at, at), text);
    }
  }
}
