package dev.runnel.json.internal;

import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;

/**
 * Reads one JSON document, character by character, cut anywhere, without recursion and without
 * reading anything twice.
 *
 * <p>It stops at the first character that does not fit, and behind the document's last one; a
 * number at the top ends at the character behind it. Not thread-safe.
 */
final class JsonMachine {
  /** How a text went on. */
  enum Status {
    /** More is needed. */
    OPEN,
    /** The document is complete. */
    DONE,
    /** A character does not fit. */
    INVALID,
    /** One object or array too many is open. */
    TOO_DEEP,
    /** A number has one character too many. */
    NUMBER_TOO_LONG
  }

  private enum State {
    VALUE("a value"),
    FIRST_ELEMENT("a value or ]"),
    FIRST_KEY("a key in quotes or }"),
    KEY("a key in quotes"),
    COLON(":"),
    AFTER_ELEMENT(", or ]"),
    AFTER_MEMBER(", or }"),
    IN_KEY(""),
    IN_STRING(""),
    IN_NUMBER(""),
    IN_LITERAL("");

    private final String expected;

    State(String expected) {
      this.expected = expected;
    }
  }

  private final JsonEvents events;
  private final int maxDepth;
  private final TextBuffer text = new TextBuffer();
  private final StringScanner string = new StringScanner(text);
  private final NumberScanner number;

  private State state = State.VALUE;
  private Status status = Status.OPEN;
  private boolean settled;
  private int depth;
  private long[] objects = new long[4];
  private String literal = "";
  private int literalLength;
  private JsonNode literalValue = NullNode.getInstance();

  JsonMachine(JsonEvents events, int maxDepth, int maxNumberLength) {
    this.events = events;
    this.maxDepth = maxDepth;
    number = new NumberScanner(text, maxNumberLength);
  }

  /** Starts anew. */
  void start() {
    state = State.VALUE;
    status = Status.OPEN;
    settled = false;
    depth = 0;
  }

  Status status() {
    return status;
  }

  /** Whether a string has opened inside an object or array. */
  boolean settled() {
    return settled;
  }

  /** Whether the place is inside a string or a key, where every character counts as text. */
  boolean inString() {
    return state == State.IN_STRING || state == State.IN_KEY;
  }

  /** What would have fitted at the place where it stopped. */
  String expected() {
    return switch (state) {
      case IN_KEY, IN_STRING -> string.expected();
      case IN_NUMBER -> number.expected();
      case IN_LITERAL -> "the rest of " + literal;
      default -> state.expected;
    };
  }

  /** Whether a text that starts so can be JSON. */
  static boolean canStart(char c) {
    return switch (c) {
      case '{', '[', '"', '-', 't', 'f', 'n' -> true;
      default -> isDigit(c);
    };
  }

  /**
   * Reads on.
   *
   * @return the end, or the index of the first character that is not part of the document
   */
  int feed(char[] c, int from, int to) {
    int i = from;
    while (i < to && status == Status.OPEN) {
      switch (state) {
        case IN_STRING, IN_KEY -> i = readString(c, i, to);
        case IN_NUMBER -> i = readNumber(c, i, to);
        case IN_LITERAL -> i = readLiteral(c, i, to);
        default -> {
          char ch = c[i];
          if (isSpace(ch)) {
            i++;
          } else {
            i = structure(ch, i);
          }
        }
      }
    }
    return i;
  }

  /** Ends the text; only a number at the top becomes complete by that. */
  void endOfText() {
    if (state == State.IN_NUMBER && depth == 0 && status == Status.OPEN && number.endOfText()) {
      events.number(number);
      status = Status.DONE;
    }
  }

  private int structure(char c, int i) {
    switch (state) {
      case VALUE -> {
        return value(c, i);
      }
      case FIRST_ELEMENT -> {
        return c == ']' ? close(i) : value(c, i);
      }
      case FIRST_KEY -> {
        return c == '}' ? close(i) : key(c, i);
      }
      case KEY -> {
        return key(c, i);
      }
      case COLON -> {
        return next(c == ':', State.VALUE, i);
      }
      case AFTER_ELEMENT -> {
        return c == ']' ? close(i) : next(c == ',', State.VALUE, i);
      }
      case AFTER_MEMBER -> {
        return c == '}' ? close(i) : next(c == ',', State.KEY, i);
      }
      default -> throw new IllegalStateException(state.name());
    }
  }

  private int next(boolean fits, State then, int i) {
    if (!fits) {
      return stop(Status.INVALID, i);
    }
    state = then;
    return i + 1;
  }

  private int stop(Status why, int i) {
    status = why;
    return i;
  }

  private int key(char c, int i) {
    if (c != '"') {
      return stop(Status.INVALID, i);
    }
    settled = true;
    string.open(false);
    state = State.IN_KEY;
    return i + 1;
  }

  private int value(char c, int i) {
    return switch (c) {
      case '"' -> {
        settled |= depth > 0;
        string.open(depth == 0);
        state = State.IN_STRING;
        events.stringOpened(text);
        yield i + 1;
      }
      case '{', '[' -> open(c == '{', i);
      case 't' -> literal("true", BooleanNode.TRUE, i);
      case 'f' -> literal("false", BooleanNode.FALSE, i);
      case 'n' -> literal("null", NullNode.getInstance(), i);
      default -> {
        if (c != '-' && !isDigit(c)) {
          yield stop(Status.INVALID, i);
        }
        number.start(c);
        state = State.IN_NUMBER;
        events.numberOpened(number);
        yield i + 1;
      }
    };
  }

  private int open(boolean object, int i) {
    if (depth >= maxDepth) {
      return stop(Status.TOO_DEEP, i);
    }
    int word = depth >> 6;
    if (word == objects.length) {
      objects = Arrays.copyOf(objects, word * 2);
    }
    long bit = 1L << depth;
    objects[word] = object ? objects[word] | bit : objects[word] & ~bit;
    depth++;
    if (object) {
      state = State.FIRST_KEY;
      events.objectOpened();
    } else {
      state = State.FIRST_ELEMENT;
      events.arrayOpened();
    }
    return i + 1;
  }

  private int close(int i) {
    boolean object = inObject();
    depth--;
    afterValue();
    if (object) {
      events.objectClosed();
    } else {
      events.arrayClosed();
    }
    return i + 1;
  }

  private boolean inObject() {
    int innermost = depth - 1;
    return (objects[innermost >> 6] & 1L << innermost) != 0;
  }

  private void afterValue() {
    if (depth == 0) {
      status = Status.DONE;
    } else {
      state = inObject() ? State.AFTER_MEMBER : State.AFTER_ELEMENT;
    }
  }

  private int literal(String word, JsonNode value, int i) {
    literal = word;
    literalValue = value;
    literalLength = 1;
    state = State.IN_LITERAL;
    return i + 1;
  }

  private int readLiteral(char[] c, int from, int to) {
    int i = from;
    while (i < to) {
      if (c[i] != literal.charAt(literalLength)) {
        return stop(Status.INVALID, i);
      }
      i++;
      if (++literalLength == literal.length()) {
        afterValue();
        events.literal(literalValue);
        break;
      }
    }
    return i;
  }

  private int readString(char[] c, int from, int to) {
    int i = string.scan(c, from, to);
    if (string.closed()) {
      if (state == State.IN_KEY) {
        state = State.COLON;
        events.key(text);
      } else {
        afterValue();
        events.string(text);
      }
    } else if (string.failed()) {
      status = Status.INVALID;
    }
    return i;
  }

  private int readNumber(char[] c, int from, int to) {
    int i = number.scan(c, from, to);
    if (number.ended()) {
      afterValue();
      events.number(number);
    } else if (number.failed()) {
      status = Status.INVALID;
    } else if (number.tooLong()) {
      status = Status.NUMBER_TOO_LONG;
    }
    return i;
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
