package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.index.Span;
import java.util.List;

/**
 * A repair of a file.
 *
 * @param title what it does
 * @param changes what it changes
 */
record Fix(String title, List<Change> changes) {
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
