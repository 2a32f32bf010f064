package dev.runnel.languageserver.index;

import java.util.ArrayList;
import java.util.List;

/** Finds placeholders in a template as it stands in the source. */
public final class Placeholders {
  /**
   * A placeholder.
   *
   * @param path what stands between the braces
   * @param span the place of that
   */
  public record Placeholder(String path, Span span) {
    /** Returns its first name. */
    public String first() {
      int dot = path.indexOf('.');
      return dot < 0 ? path : path.substring(0, dot);
    }
  }

  private Placeholders() {}

  /**
   * Finds placeholders. Java's escapes contain no braces, so that they need no care.
   *
   * @param text the file's text
   * @param template the place of the template, without quotes
   * @return the placeholders that are closed
   */
  public static List<Placeholder> in(String text, Span template) {
    List<Placeholder> found = new ArrayList<>();
    int at = template.start();
    while (at >= 0 && at < template.end()) {
      char c = text.charAt(at);
      boolean isDoubled = at + 1 < template.end() && text.charAt(at + 1) == c;
      int end = c == '{' && !isDoubled ? text.indexOf('}', at) : -1;
      if (end >= 0 && end < template.end()) {
        found.add(new Placeholder(text.substring(at + 1, end), new Span(at + 1, end)));
        at = end + 1;
      } else {
        at += (c == '{' || c == '}') && isDoubled ? 2 : 1;
      }
    }
    return found;
  }
}
