package dev.runnel.languageserver.feature;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text in which the annotation at the cursor is whole, so that the compiler can read it.
 *
 * @param text the text
 * @param written what is written of the attribute's value, up to the cursor
 * @param nameEnd where the name that the author writes ends in the text as it was
 */
record Repaired(String text, String written, int nameEnd) {
  /** What may follow a value in an annotation, up to where the annotation is closed. */
  private static final Pattern REST =
      Pattern.compile(
          "\\G(?:\\s|,|\"(?:\\\\.|[^\"\\\\\\n])*\"|[{}()]|\\w+\\s*=|[\\w.]+(?=\\s*[,})]))");

  static Repaired of(String text, int offset, Cursor cursor) {
    return cursor.content() < 0 ? ofNoText(text, offset, cursor) : ofText(text, offset, cursor);
  }

  /** Puts an empty text where none is yet. */
  private static Repaired ofNoText(String text, int offset, Cursor cursor) {
    String head = text.substring(0, offset) + "\"\"";
    String rest = text.substring(offset);
    String closers = isClosed(rest, cursor.closers().length()) ? "" : cursor.closers();
    return new Repaired(
        head + closers + rest, text.substring(cursor.valueStart(), offset) + "\"", offset);
  }

  private static Repaired ofText(String text, int offset, Cursor cursor) {
    String quotes = cursor.isBlock() ? "\"\"\"" : "\"";
    int nameEnd = offset;
    while (nameEnd < text.length() && Character.isJavaIdentifierPart(text.charAt(nameEnd))) {
      nameEnd++;
    }
    String written = text.substring(cursor.valueStart(), offset);
    int close = close(text, nameEnd, cursor);
    boolean isTemplate = cursor.annotation().equals("Prompt");
    int end = close < 0 ? nameEnd : close;
    String head =
        text.substring(0, isTemplate ? end : offset).stripTrailing()
            + (cursor.isBlock() ? "\n" : "")
            + quotes;
    String rest = text.substring(close < 0 ? nameEnd : close + quotes.length());
    String closers = isClosed(rest, cursor.closers().length()) ? "" : cursor.closers();
    return new Repaired(head + closers + rest, written, close < 0 ? offset : nameEnd);
  }

  /** Finds the quotes that close a text; a name's stand right behind it, or are another's. */
  private static int close(String text, int from, Cursor cursor) {
    if (cursor.isBlock()) {
      return text.indexOf("\"\"\"", from);
    }
    if (!cursor.annotation().equals("Prompt")) {
      return from < text.length() && text.charAt(from) == '"' ? from : -1;
    }
    for (int at = from; at < text.length() && text.charAt(at) != '\n'; at++) {
      if (text.charAt(at) == '"') {
        return at;
      }
      at += text.charAt(at) == '\\' ? 1 : 0;
    }
    return -1;
  }

  /** Tells whether what follows closes as many brackets as are open. */
  private static boolean isClosed(String rest, int open) {
    int depth = open;
    Matcher matcher = REST.matcher(rest);
    while (matcher.find()) {
      char first = matcher.group().charAt(0);
      depth += first == '{' || first == '(' ? 1 : first == '}' || first == ')' ? -1 : 0;
      if (depth == 0) {
        return true;
      }
    }
    return false;
  }
}
