package dev.runnel.json.internal;

import java.util.SplittableRandom;

/** Makes JSON texts that are valid but unusual, and breaks them. */
final class RandomText {
  private static final String MARKS =
      "{}[]\",:\\`~\n\r \t0123456789-+.eEtrufalsn/b\u0001xX_'\uFEFF\u00A0\uD83D\uDE00\u2028";
  private static final String[] WORDS = {
    "```",
    "```json\n",
    "~~~\n",
    "\n```\n",
    "true",
    "null",
    "\\ud83d",
    "\\ude00",
    "\\u00e9",
    "[1] ",
    "{\"a\":",
    "\"",
    "\"\"",
    "],",
    "}",
    "1e5",
    "-0",
    "0.50",
    "12345678901234567890",
    "1e999999999",
    "\"a\":1,",
    "prose ",
    "\n",
    "``"
  };

  private final SplittableRandom random;
  private final StringBuilder out = new StringBuilder();

  RandomText(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A document with an object or array at the top, or one in a fence behind prose. */
  String document() {
    out.setLength(0);
    int kind = random.nextInt(10);
    if (kind == 0) {
      out.append("Here it is: [1]\n```json\n");
    } else if (kind == 1) {
      out.append("~~~\n");
    }
    container(0);
    if (kind <= 1) {
      out.append(kind == 0 ? "\n```\nDone." : "\n~~~\n");
    }
    return out.toString();
  }

  private void container(int depth) {
    boolean object = random.nextBoolean();
    out.append(object ? '{' : '[');
    int size = random.nextInt(depth == 0 ? 5 : 4);
    for (int i = 0; i < size; i++) {
      if (i > 0) {
        out.append(',');
      }
      space();
      if (object) {
        string();
        space();
        out.append(':');
        space();
      }
      value(depth + 1);
      space();
    }
    out.append(object ? '}' : ']');
  }

  private void value(int depth) {
    switch (random.nextInt(depth > 4 ? 6 : 8)) {
      case 0, 1 -> string();
      case 2, 3 -> number();
      case 4 -> out.append(random.nextBoolean() ? "true" : "false");
      case 5 -> out.append("null");
      default -> container(depth);
    }
  }

  private void space() {
    if (random.nextInt(4) == 0) {
      out.append(" \n\r\t".charAt(random.nextInt(4)));
    }
  }

  private void number() {
    if (random.nextInt(3) == 0) {
      out.append('-');
    }
    int digits = random.nextInt(8) == 0 ? 25 : 1 + random.nextInt(4);
    if (random.nextInt(4) == 0) {
      out.append('0');
    } else {
      out.append((char) ('1' + random.nextInt(9)));
      digits(digits - 1);
    }
    if (random.nextInt(3) == 0) {
      out.append('.');
      digits(1 + random.nextInt(3));
    }
    if (random.nextInt(5) == 0) {
      out.append(random.nextBoolean() ? 'e' : 'E');
      out.append(new String[] {"", "+", "-"}[random.nextInt(3)]);
      digits(1 + random.nextInt(3));
    }
  }

  private void digits(int count) {
    for (int i = 0; i < count; i++) {
      out.append((char) ('0' + random.nextInt(10)));
    }
  }

  private void string() {
    out.append('"');
    int length = random.nextInt(6);
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(9)) {
        case 0 -> out.append('\\').append("\"\\/bfnrt".charAt(random.nextInt(8)));
        case 1 -> out.append("\\u00").append(random.nextBoolean() ? "e9" : "0A");
        case 2 -> out.append("\uD83D\uDE00");
        case 3 -> out.append("\\uD83D\\uDE00");
        case 4 -> out.append("`{}[]~,:".charAt(random.nextInt(8)));
        default -> out.append((char) ('a' + random.nextInt(3)));
      }
    }
    out.append('"');
  }

  /** Changes a text in a few places. */
  String mutated(String text) {
    StringBuilder changed = new StringBuilder(text);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      mutate(changed);
    }
    return changed.toString();
  }

  private void mutate(StringBuilder text) {
    int at = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), at + 1 + random.nextInt(4));
    switch (random.nextInt(8)) {
      case 0, 1 -> text.delete(at, end);
      case 2, 3 -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
      case 4 -> text.insert(at, WORDS[random.nextInt(WORDS.length)]);
      case 5 -> text.insert(at, text.substring(random.nextInt(at + 1), at));
      case 6 -> text.setLength(at);
      default -> {
        if (at < text.length()) {
          text.setCharAt(at, MARKS.charAt(random.nextInt(MARKS.length())));
        }
      }
    }
  }

  /** Where to cut next, from 1 on. */
  int nextCut(int most) {
    return 1 + random.nextInt(most);
  }

  boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }
}
