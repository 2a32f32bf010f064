package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.feature.Fix.Change;
import dev.runnel.languageserver.index.Index;
import dev.runnel.languageserver.index.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes annotations as they stand in a text: takes them away, or one of their values. */
final class AnnotationEdits {
  /** A value that is one word, a number, or a text in one line. */
  private static final String VALUE = "(?:\"(?:\\\\.|[^\"\\\\\\n])*\"|-?[\\w.]+)";

  private static final Pattern NAMED = Pattern.compile("\\(\\s*\\w+\\s*=[^=].*", Pattern.DOTALL);
  private static final Pattern EMPTY = Pattern.compile("\\(\\s*\\)", Pattern.DOTALL);

  private AnnotationEdits() {}

  /** Takes an annotation away, and the space behind it. */
  static Change remove(String text, Span annotation) {
    int end = annotation.end();
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return new Change(new Span(annotation.start(), end), "");
  }

  /** Gives an attribute a value, in place of one that it has. */
  static Change set(String text, Index.Annotation annotation, String name, String value) {
    Span whole = annotation.whole();
    String written = text.substring(whole.start(), whole.end());
    String assignment = name + " = " + value;
    Matcher old = assignment(name).matcher(written);
    if (old.find()) {
      return new Change(at(whole, old.start("assignment"), old.end("assignment")), assignment);
    }
    int open = written.indexOf('(');
    if (open < 0) {
      return Change.insert(whole.end(), "(" + assignment + ")");
    }
    String arguments = written.substring(open);
    if (EMPTY.matcher(arguments).matches()) {
      return new Change(at(whole, open, written.length()), "(" + assignment + ")");
    }
    String inner = written.substring(open + 1, written.length() - 1);
    String before = NAMED.matcher(arguments).matches() ? inner : "value = " + inner;
    return new Change(
        at(whole, open + 1, written.length() - 1), before.stripTrailing() + ", " + assignment);
  }

  /** Leaves an attribute out; a change of nothing if its value is no single word or text. */
  static Change leaveOut(String text, Index.Annotation annotation, String name) {
    Span whole = annotation.whole();
    String written = text.substring(whole.start(), whole.end());
    Matcher found = assignment(name).matcher(written);
    if (!found.find()) {
      return Change.insert(whole.end(), "");
    }
    boolean isFirst = found.group("before") == null;
    boolean isLast = found.group("after") == null;
    if (isFirst && isLast) {
      return new Change(at(whole, written.indexOf('('), written.length()), "");
    }
    int start = isFirst || isLast ? found.start() : found.start("assignment");
    return new Change(at(whole, start, found.end()), "");
  }

  private static Pattern assignment(String name) {
    return Pattern.compile(
        "(?<before>,\\s*)?(?<assignment>\\b"
            + Pattern.quote(name)
            + "\\s*=\\s*"
            + VALUE
            + ")(?<after>\\s*,\\s*)?");
  }

  private static Span at(Span whole, int start, int end) {
    return new Span(whole.start() + start, whole.start() + end);
  }
}
