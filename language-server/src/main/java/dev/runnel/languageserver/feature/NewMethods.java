package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;
import java.util.OptionalInt;

/** Writes methods whose bodies are still to be written. */
final class NewMethods {
  private static final String OPENING = "/*";
  private static final String CLOSING = "*/";

  private NewMethods() {}

  /**
   * Writes a method above another and the comments that stand above that.
   *
   * @param annotation what stands in the line before it; empty for nothing
   * @param signature its type, name and parameters
   */
  static Change above(
      Broken broken, Index.Method other, String annotation, String signature, String name) {
    String text = broken.text();
    int at = withComments(text, other.whole().start());
    int line = lineStart(text, at);
    String indent = text.substring(line, at).isBlank() ? text.substring(line, at) : "";
    boolean isInterface = broken.type().filter(Index.Type::isInterface).isPresent();
    String body = "throw new UnsupportedOperationException(\"" + name + " is not written yet\");";
    String method =
        String.join(
            "\n" + indent,
            (isInterface ? "default " : "") + signature + " {",
            "  " + body,
            "}\n",
            "");
    return Change.insert(at, annotation.isEmpty() ? method : annotation + "\n" + indent + method);
  }

  /** Finds where the comments begin that stand in lines of their own above a place. */
  private static int withComments(String text, int place) {
    int start = place;
    for (int next = comment(text, start); next < start; next = comment(text, start)) {
      start = next;
    }
    return start;
  }

  private static int comment(String text, int place) {
    int line = lineStart(text, place);
    String before = text.substring(0, line).stripTrailing();
    if (!text.substring(line, place).isBlank()) {
      return place;
    }
    if (before.endsWith(CLOSING)) {
      return blockComment(before).orElse(place);
    }
    int last = lineStart(before, before.length());
    int start = before.indexOf("//", last);
    boolean isNext =
        text.substring(before.length(), line).chars().filter(c -> c == '\n').count() == 1;
    return isNext && start >= 0 && before.substring(last, start).isBlank() ? start : place;
  }

  /** Finds the comment at the end of a text, if nothing else stands in its first line. */
  private static OptionalInt blockComment(String text) {
    int end = text.length() - CLOSING.length();
    for (int start = text.lastIndexOf(OPENING, end - OPENING.length());
        start >= 0 && text.indexOf(CLOSING, start + OPENING.length()) == end;
        start = text.lastIndexOf(OPENING, start - 1)) {
      if (text.substring(lineStart(text, start), start).isBlank()) {
        return OptionalInt.of(start);
      }
    }
    return OptionalInt.empty();
  }

  private static int lineStart(String text, int at) {
    return text.lastIndexOf('\n', at - 1) + 1;
  }
}
