package dev.runnel.languageserver.index;

/** Finds names in a text. */
public final class Tokens {
  private Tokens() {}

  /** Finds a whole name between two offsets. */
  public static Span find(String text, String name, int from, int to) {
    int end = Math.min(to, text.length());
    for (int at = text.indexOf(name, Math.max(0, from));
        at >= 0 && at + name.length() <= end;
        at = text.indexOf(name, at + 1)) {
      if (isWhole(text, at, at + name.length())) {
        return new Span(at, at + name.length());
      }
    }
    return Span.NONE;
  }

  private static boolean isWhole(String text, int start, int end) {
    return (start == 0 || !Character.isJavaIdentifierPart(text.charAt(start - 1)))
        && (end == text.length() || !Character.isJavaIdentifierPart(text.charAt(end)));
  }

  /** Returns the name around an offset; empty in place if there is none. */
  public static Span nameAt(String text, int offset) {
    int start = Math.max(0, Math.min(offset, text.length()));
    int end = start;
    while (start > 0 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
      start--;
    }
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    return new Span(start, end);
  }
}
