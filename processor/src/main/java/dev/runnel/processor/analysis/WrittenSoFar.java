package dev.runnel.processor.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * What is written of a list of names, up to where the author writes.
 *
 * @param before the names before the last one
 * @param start how the last one begins
 * @param isWhole whether the text begins where the list does, so that no name is missing
 */
record WrittenSoFar(List<String> before, String start, boolean isWhole) {
  /** Reads text such as <code>{"ask", "mo</code>, or only {@code "mo}, or {@code mo}. */
  static WrittenSoFar of(String text) {
    String stripped = text.strip();
    boolean isWhole = stripped.startsWith("{");
    List<String> names = new ArrayList<>();
    int at = 0;
    for (int quote = text.indexOf('"'); quote >= 0; quote = text.indexOf('"', at)) {
      int end = text.indexOf('"', quote + 1);
      if (end < 0) {
        return new WrittenSoFar(List.copyOf(names), text.substring(quote + 1), isWhole);
      }
      names.add(text.substring(quote + 1, end));
      at = end + 1;
    }
    String start = text.substring(at).replaceFirst("^[\\s{,]*", "");
    return new WrittenSoFar(List.copyOf(names), start, isWhole);
  }
}
