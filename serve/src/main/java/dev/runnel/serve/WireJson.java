package dev.runnel.serve;

import java.util.HexFormat;
import tools.jackson.core.io.JsonStringEncoder;
import tools.jackson.databind.JsonNode;

/**
 * JSON as it goes over the wire: compact and on one line. Two kinds of characters are escaped:
 * those that some clients take for the end of a line (U+0085, U+2028, U+2029), and halves of
 * surrogate pairs that stand alone, which UTF-8 cannot write: a model's chunk may end within a
 * pair.
 */
public final class WireJson {
  private WireJson() {}

  /**
   * Writes JSON.
   *
   * @param json the JSON
   * @return its text, on one line
   */
  public static String write(JsonNode json) {
    String text = json.isString() ? quoted(json.stringValue()) : json.toString();
    for (int i = 0; i < text.length(); i++) {
      if (mustEscape(text, i)) {
        return escaped(text, i);
      }
    }
    return text;
  }

  /** Writes text, which most chunks are, without a generator of JSON for each. */
  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 16).append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, json);
    return json.append('"').toString();
  }

  /** These characters stand nowhere in JSON but in strings. */
  private static String escaped(String json, int from) {
    StringBuilder text = new StringBuilder(json.length() + 16).append(json, 0, from);
    for (int i = from; i < json.length(); i++) {
      if (mustEscape(json, i)) {
        text.append("\\u").append(HexFormat.of().toHexDigits(json.charAt(i)));
      } else {
        text.append(json.charAt(i));
      }
    }
    return text.toString();
  }

  private static boolean mustEscape(String text, int i) {
    char c = text.charAt(i);
    return switch (c) {
      case '\u0085', '\u2028', '\u2029' -> true;
      default -> Character.isSurrogate(c) && !isPaired(text, i);
    };
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
