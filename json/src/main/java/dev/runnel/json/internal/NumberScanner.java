package dev.runnel.json.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;

/** Reads a number, and knows its longest valid prefix at any time. */
public final class NumberScanner {
  private static final int MAX_EXPONENT_DIGITS = 9;
  private static final int LONG_DIGITS = 18;

  private enum State {
    MINUS,
    ZERO,
    INTEGER,
    POINT,
    FRACTION,
    EXPONENT,
    EXPONENT_SIGN,
    EXPONENT_DIGITS,
    ENDED,
    FAILED,
    TOO_LONG
  }

  private final TextBuffer text;
  private final int maxLength;
  private State state = State.ENDED;
  private int validLength;
  private int exponentDigits;
  private boolean integer;

  /** Makes a scanner for numbers of a length that is allowed, which is at least one. */
  NumberScanner(TextBuffer text, int maxLength) {
    this.text = text;
    this.maxLength = maxLength;
  }

  /** Reads the first character. */
  void start(char c) {
    text.clear();
    validLength = 0;
    exponentDigits = 0;
    integer = true;
    text.append(c);
    state = c == '-' ? State.MINUS : c == '0' ? State.ZERO : State.INTEGER;
    validLength = c == '-' ? 0 : 1;
  }

  /** Reads on; returns the index of the delimiter, of the fault, or the end. */
  int scan(char[] c, int from, int to) {
    int i = from;
    while (i < to) {
      int digits = digits(c, i, to);
      if (digits > i) {
        i = digits;
        continue;
      }
      State next = next(c[i]);
      if (next == State.ENDED || next == State.FAILED) {
        state = next;
        return i;
      }
      if (text.length() >= maxLength) {
        state = State.TOO_LONG;
        return i;
      }
      text.append(c[i]);
      state = next;
      if (valid()) {
        validLength = text.length();
      }
      i++;
    }
    return i;
  }

  /** Takes a run of digits where more digits change nothing but the value. */
  private int digits(char[] c, int from, int to) {
    if (state != State.INTEGER && state != State.FRACTION) {
      return from;
    }
    int end = Math.min(to, from + maxLength - text.length());
    int i = from;
    while (i < end && c[i] >= '0' && c[i] <= '9') {
      i++;
    }
    text.append(c, from, i);
    validLength = text.length();
    return i;
  }

  private State next(char c) {
    boolean digit = c >= '0' && c <= '9';
    return switch (state) {
      case MINUS -> digit ? (c == '0' ? State.ZERO : State.INTEGER) : State.FAILED;
      case INTEGER -> digit ? State.INTEGER : afterInteger(c);
      case ZERO -> afterInteger(c);
      case POINT -> digit ? State.FRACTION : State.FAILED;
      case FRACTION -> digit ? State.FRACTION : isExponent(c) ? State.EXPONENT : State.ENDED;
      case EXPONENT ->
          digit ? exponentDigit(c) : c == '+' || c == '-' ? State.EXPONENT_SIGN : State.FAILED;
      case EXPONENT_SIGN -> digit ? exponentDigit(c) : State.FAILED;
      case EXPONENT_DIGITS -> digit ? exponentDigit(c) : State.ENDED;
      default -> state;
    };
  }

  private State afterInteger(char c) {
    if (c == '.' || isExponent(c)) {
      integer = false;
      return c == '.' ? State.POINT : State.EXPONENT;
    }
    return State.ENDED;
  }

  private State exponentDigit(char c) {
    if (c != '0' || exponentDigits > 0) {
      exponentDigits++;
    }
    return exponentDigits > MAX_EXPONENT_DIGITS ? State.FAILED : State.EXPONENT_DIGITS;
  }

  private static boolean isExponent(char c) {
    return c == 'e' || c == 'E';
  }

  private boolean valid() {
    return switch (state) {
      case ZERO, INTEGER, FRACTION, EXPONENT_DIGITS -> true;
      default -> false;
    };
  }

  /** Ends the number because the text ends; false if it is not complete. */
  boolean endOfText() {
    if (!valid()) {
      return false;
    }
    state = State.ENDED;
    return true;
  }

  boolean ended() {
    return state == State.ENDED;
  }

  boolean failed() {
    return state == State.FAILED;
  }

  boolean tooLong() {
    return state == State.TOO_LONG;
  }

  String expected() {
    return exponentDigits > MAX_EXPONENT_DIGITS
        ? "an exponent of at most " + MAX_EXPONENT_DIGITS + " digits"
        : "a digit";
  }

  /**
   * Returns how many of its characters are a valid number.
   *
   * @return the length; 0 if there is none yet
   */
  public int validLength() {
    return validLength;
  }

  /**
   * Returns the characters so far.
   *
   * @return the buffer
   */
  public TextBuffer text() {
    return text;
  }

  /**
   * Returns whether there is neither point nor exponent.
   *
   * @return whether it is an integer
   */
  public boolean integer() {
    return integer;
  }

  /**
   * Returns the value of the longest valid prefix, of which there is one.
   *
   * @return an int, long, big integer or decimal node
   */
  public JsonNode value() {
    char[] c = text.chars();
    if (isPlainInteger(c)) {
      return validLength <= LONG_DIGITS
          ? longNode(c, validLength)
          : bigNode(new BigInteger(new String(c, 0, validLength)));
    }
    return new DecimalNode(new BigDecimal(c, 0, validLength));
  }

  private boolean isPlainInteger(char[] c) {
    if (integer) {
      return true;
    }
    for (int i = 0; i < validLength; i++) {
      if (c[i] == '.' || isExponent(c[i])) {
        return false;
      }
    }
    return true;
  }

  private static JsonNode longNode(char[] c, int length) {
    boolean negative = c[0] == '-';
    long value = 0;
    for (int i = negative ? 1 : 0; i < length; i++) {
      value = value * 10 + (c[i] - '0');
    }
    value = negative ? -value : value;
    return (int) value == value ? new IntNode((int) value) : new LongNode(value);
  }

  private static JsonNode bigNode(BigInteger value) {
    return value.bitLength() < Long.SIZE
        ? new LongNode(value.longValue())
        : new BigIntegerNode(value);
  }
}
