package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.index.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the braces in a template that cannot be those of a placeholder. */
final class Braces {
  private static final Pattern PATH = Pattern.compile("@schema|\\w+(\\.\\w+)*");

  private Braces() {}

  /**
   * Finds single braces.
   *
   * @param text the file's text
   * @param template the place of the template
   * @return where a pair of braces stands, or in an empty span a brace that has no other
   */
  static List<Span> single(String text, Span template) {
    List<Span> found = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = template.start(); at < template.end(); at++) {
      char c = text.charAt(at);
      boolean isDoubled = at + 1 < template.end() && text.charAt(at + 1) == c;
      if ((c == '{' || c == '}') && isDoubled) {
        at++;
      } else if (c == '{') {
        open.push(at);
      } else if (c == '}' && open.isEmpty()) {
        found.add(new Span(at, at));
      } else if (c == '}') {
        int start = open.pop();
        if (!PATH.matcher(text.substring(start + 1, at)).matches()) {
          found.add(new Span(start, at));
        }
      }
    }
    open.forEach(at -> found.add(new Span(at, at)));
    return found;
  }
}
