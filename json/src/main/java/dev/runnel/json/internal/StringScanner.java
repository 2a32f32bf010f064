package dev.runnel.json.internal;

/**
 * Reads the inside of a string: escapes, surrogate pairs, the closing quote.
 *
 * <p>What it appends to the buffer is never taken back: an incomplete escape and half a surrogate
 * pair are held until they are complete.
 */
final class StringScanner {
  private static final char REPLACEMENT = '\uFFFD';

  private enum State {
    TEXT,
    ESCAPE,
    UNICODE,
    CLOSED,
    FAILED
  }

  private final TextBuffer text;
  private State state = State.CLOSED;
  private boolean oneLine;
  private char high;
  private int hexDigits;
  private int hexValue;
  private String expected = "";

  StringScanner(TextBuffer text) {
    this.text = text;
  }

  /**
   * Begins behind an opening quote.
   *
   * @param oneLine whether a raw line end is a fault
   */
  void open(boolean oneLine) {
    this.oneLine = oneLine;
    text.clear();
    high = 0;
    state = State.TEXT;
  }

  /** Reads on; returns the index behind the closing quote, of the fault, or the end. */
  int scan(char[] c, int from, int to) {
    int i = from;
    while (i < to) {
      switch (state) {
        case TEXT -> i = text(c, i, to);
        case ESCAPE -> i = escape(c[i], i);
        case UNICODE -> i = hex(c[i], i);
        default -> {
          return i;
        }
      }
    }
    return i;
  }

  boolean closed() {
    return state == State.CLOSED;
  }

  boolean failed() {
    return state == State.FAILED;
  }

  /** What would have fitted where it failed. */
  String expected() {
    return expected;
  }

  private int fail(int i, String wanted) {
    state = State.FAILED;
    expected = wanted;
    return i;
  }

  private int text(char[] c, int from, int to) {
    int i = from;
    while (i < to) {
      char ch = c[i];
      if (ch == '"' || ch == '\\' || Character.isSurrogate(ch)) {
        break;
      }
      if (oneLine && (ch == '\n' || ch == '\r')) {
        break;
      }
      i++;
    }
    if (i > from) {
      dropHalf();
      text.append(c, from, i);
    }
    if (i == to) {
      return i;
    }
    char ch = c[i];
    if (ch == '"') {
      dropHalf();
      state = State.CLOSED;
    } else if (ch == '\\') {
      state = State.ESCAPE;
    } else if (Character.isSurrogate(ch)) {
      add(ch);
    } else {
      return fail(i, "a closing quote");
    }
    return i + 1;
  }

  private int escape(char c, int i) {
    switch (c) {
      case '"', '\\', '/' -> add(c);
      case 'b' -> add('\b');
      case 'f' -> add('\f');
      case 'n' -> add('\n');
      case 'r' -> add('\r');
      case 't' -> add('\t');
      case 'u' -> {
        hexDigits = 4;
        hexValue = 0;
        state = State.UNICODE;
        return i + 1;
      }
      default -> {
        return fail(i, "one of \"\\/bfnrtu");
      }
    }
    state = State.TEXT;
    return i + 1;
  }

  private int hex(char c, int i) {
    int digit = c < 128 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      return fail(i, "a hexadecimal digit");
    }
    hexValue = hexValue << 4 | digit;
    if (--hexDigits == 0) {
      add((char) hexValue);
      state = State.TEXT;
    }
    return i + 1;
  }

  private void add(char c) {
    if (Character.isHighSurrogate(c)) {
      dropHalf();
      high = c;
    } else if (!Character.isLowSurrogate(c)) {
      dropHalf();
      text.append(c);
    } else if (high != 0) {
      text.append(high);
      text.append(c);
      high = 0;
    } else {
      text.append(REPLACEMENT);
    }
  }

  private void dropHalf() {
    if (high != 0) {
      text.append(REPLACEMENT);
      high = 0;
    }
  }
}
