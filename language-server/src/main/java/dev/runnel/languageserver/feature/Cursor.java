package dev.runnel.languageserver.feature;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in an annotation the author writes. It looks at the text alone, so that the text may be
 * half written.
 *
 * @param annotation the annotation's name, as written
 * @param annotationAt where the annotation begins
 * @param attribute the attribute whose value is written
 * @param valueStart where that value begins
 * @param content where the text begins that is written; -1 outside of one
 * @param isBlock whether it is a text block
 * @param closers what closes the brackets that are open, the annotation's included
 */
record Cursor(
    String annotation,
    int annotationAt,
    String attribute,
    int valueStart,
    int content,
    boolean isBlock,
    String closers) {
  private static final Pattern CLASS = Pattern.compile("\\b(?:class|interface)\\s+\\w+");

  /** An open bracket. */
  private static final class Open {
    private final char closer;
    private final String header;
    private final @Nullable String annotation;
    private final int annotationAt;
    private String attribute = "value";
    private int valueStart;

    Open(
        char closer, String header, @Nullable String annotation, int annotationAt, int valueStart) {
      this.closer = closer;
      this.header = header;
      this.annotation = annotation;
      this.annotationAt = annotationAt;
      this.valueStart = valueStart;
    }
  }

  /** Reads a text up to an offset. */
  private static final class Reader {
    private final String text;
    private final int end;
    private final Deque<Open> open = new ArrayDeque<>();
    private int at;
    private int content = -1;
    private boolean isBlock;
    private boolean inComment;
    private String word = "";
    private int wordAt = -1;
    private @Nullable String annotation;
    private int annotationAt;

    /** Where what is written at the end begins: a member of a class, or a statement. */
    private int begin;

    Reader(String text, int end) {
      this.text = text;
      this.end = end;
    }

    void read() {
      while (at < end) {
        char c = text.charAt(at);
        if (text.startsWith("//", at)) {
          skipComment("\n");
        } else if (text.startsWith("/*", at)) {
          skipComment("*/");
        } else if (c == '"') {
          string();
        } else if (c == '\'') {
          character();
        } else if (Character.isJavaIdentifierStart(c)) {
          name();
        } else {
          symbol(c);
        }
      }
    }

    private void skipTo(String close) {
      int found = text.indexOf(close, at + 2);
      inComment = found < 0 || found >= end;
      at = inComment ? end : found + close.length();
    }

    private void string() {
      isBlock = text.startsWith("\"\"\"", at);
      int quotes = isBlock ? 3 : 1;
      content = at + quotes;
      at = content;
      while (at < end) {
        char c = text.charAt(at);
        boolean closes = isBlock ? text.startsWith("\"\"\"", at) : c == '"' || c == '\n';
        if (closes) {
          at += c == '\n' ? 1 : quotes;
          if (at <= end) {
            content = -1;
          }
          return;
        }
        at += c == '\\' ? 2 : 1;
      }
    }

    private void character() {
      at++;
      while (at < end && text.charAt(at) != '\'' && text.charAt(at) != '\n') {
        at += text.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
    }

    private void name() {
      wordAt = at;
      while (at < end
          && (Character.isJavaIdentifierPart(text.charAt(at)) || text.charAt(at) == '.')) {
        at++;
      }
      word = text.substring(wordAt, at);
      boolean isAnnotation = wordAt > 0 && text.charAt(wordAt - 1) == '@';
      annotation = isAnnotation && !word.equals("interface") ? word : null;
      annotationAt = wordAt - 1;
    }

    private void symbol(char c) {
      Open inner = open.peek();
      if (c == '(') {
        open.push(new Open(')', "", annotation, annotationAt, at + 1));
      } else if (c == '{') {
        open.push(new Open('}', text.substring(begin, at), null, -1, -1));
      } else if ((c == ')' || c == '}') && inner != null && inner.closer == c) {
        open.pop();
      } else if (c == '=' && inner != null && inner.annotation != null) {
        inner.attribute = word;
        inner.valueStart = at + 1;
      } else if (c == ',' && inner != null && inner.annotation != null) {
        inner.attribute = "value";
        inner.valueStart = at + 1;
      }
      if (!Character.isWhitespace(c)) {
        annotation = null;
      }
      at++;
      if (c == ';' || c == '{' || c == '}') {
        begin = at;
      }
    }

    /** Takes a comment for the beginning of what follows. */
    private void skipComment(String close) {
      boolean isAtBegin = text.substring(begin, at).isBlank();
      skipTo(close);
      begin = isAtBegin ? at : begin;
    }
  }

  /**
   * Tells what declares the class at whose beginning of a member an offset is.
   *
   * @return its modifiers, kind and name; empty if it is at no such place
   */
  static Optional<String> memberOf(String text, int offset) {
    Reader reader = new Reader(text, offset);
    reader.read();
    Open inner = reader.open.peek();
    boolean isBegin =
        !reader.inComment
            && reader.content < 0
            && inner != null
            && inner.closer == '}'
            && text.substring(Math.min(reader.begin, offset), offset).isBlank();
    return isBegin && inner != null && CLASS.matcher(inner.header).find()
        ? Optional.of(inner.header)
        : Optional.empty();
  }

  /** Reads where an offset is; empty if it is in no annotation. */
  static Optional<Cursor> at(String text, int offset) {
    Reader reader = new Reader(text, offset);
    reader.read();
    if (reader.inComment) {
      return Optional.empty();
    }
    StringBuilder closers = new StringBuilder();
    List<Open> inside = new ArrayList<>(reader.open);
    for (Open each : inside) {
      closers.append(each.closer);
      if (each.annotation != null) {
        return Optional.of(
            new Cursor(
                each.annotation.substring(each.annotation.lastIndexOf('.') + 1),
                each.annotationAt,
                each.attribute,
                each.valueStart,
                reader.content,
                reader.isBlock,
                closers.toString()));
      }
    }
    return Optional.empty();
  }
}
