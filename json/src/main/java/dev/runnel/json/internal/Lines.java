package dev.runnel.json.internal;

/** Knows what lines are made of. */
final class Lines {
  private Lines() {}

  static boolean isEnd(char c) {
    return c == '\n' || c == '\r';
  }

  static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** Whether a line ends within some text. */
  static boolean hasEnd(char[] c, int from, int to) {
    for (int i = from; i < to; i++) {
      if (isEnd(c[i])) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether something stands on the line at whose end, so far, a text ends.
   *
   * @param before whether something stood on the line before the text
   */
  static boolean endInText(char[] c, int from, int to, boolean before) {
    for (int i = to - 1; i >= from; i--) {
      if (!isBlank(c[i])) {
        return !isEnd(c[i]);
      }
    }
    return before;
  }
}
