package dev.runnel.json.internal;

/** Counts equal characters in a row that may open or close a code fence: backticks or tildes. */
final class MarkRun {
  /** From this length on a run can be a fence. */
  static final int FENCE = 3;

  private char mark;
  private int length;
  private boolean atLineStart;

  static boolean isMark(char c) {
    return c == '`' || c == '~';
  }

  /** Begins with one mark. */
  void begin(char first, boolean nothingBeforeOnLine) {
    mark = first;
    length = 1;
    atLineStart = nothingBeforeOnLine;
  }

  void add() {
    length++;
  }

  void clear() {
    length = 0;
  }

  void copyFrom(MarkRun other) {
    mark = other.mark;
    length = other.length;
    atLineStart = other.atLineStart;
  }

  boolean active() {
    return length > 0;
  }

  char mark() {
    return mark;
  }

  int length() {
    return length;
  }

  /** Whether it is long enough for a fence. */
  boolean fence() {
    return length >= FENCE;
  }

  /** Whether it opens a fence where no fence is, or in one that it does not close. */
  boolean opens() {
    return fence() && (mark == '`' || atLineStart);
  }
}
