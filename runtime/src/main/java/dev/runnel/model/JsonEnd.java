package dev.runnel.model;

/** Finds the end of a JSON object or array that comes in pieces. Not thread-safe. */
final class JsonEnd {
  private int depth;
  private boolean begun;
  private boolean inString;
  private boolean escaped;

  /** Reads on. */
  void read(String piece) {
    for (int i = 0; i < piece.length(); i++) {
      read(piece.charAt(i));
    }
  }

  private void read(char c) {
    if (escaped) {
      escaped = false;
    } else if (inString) {
      escaped = c == '\\';
      inString = c != '"';
    } else if (c == '"') {
      inString = true;
    } else if (c == '{' || c == '[') {
      depth++;
      begun = true;
    } else if (c == '}' || c == ']') {
      depth--;
    }
  }

  /** Tells whether all that was opened is closed, and something was. */
  boolean isReached() {
    return begun && depth <= 0 && !inString;
  }
}
