package dev.runnel.processor.schema;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes schemas, and other maps and lists, as JSON, each on one line. */
public final class JsonText {
  private JsonText() {}

  /**
   * Writes a value.
   *
   * @param value a schema, or a map, a list, a text, a number, a truth value or null
   * @return its JSON
   */
  public static String of(@Nullable Object value) {
    StringBuilder text = new StringBuilder();
    write(value, text);
    return text.toString();
  }

  private static void write(@Nullable Object value, StringBuilder text) {
    if (value instanceof Node node) {
      write(node.keywords(), text);
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      String separator = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.append(separator);
        quote(entry.getKey().toString(), text);
        text.append(':');
        write(entry.getValue(), text);
        separator = ",";
      }
      text.append('}');
    } else if (value instanceof List<?> list) {
      text.append('[');
      String separator = "";
      for (Object each : list) {
        text.append(separator);
        write(each, text);
        separator = ",";
      }
      text.append(']');
    } else if (value instanceof String string) {
      quote(string, text);
    } else {
      text.append(value);
    }
  }

  private static void quote(String string, StringBuilder text) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c < ' ' || Character.isSurrogate(c) || c == '\u2028' || c == '\u2029') {
        text.append("\\u").append(HexFormat.of().toHexDigits(c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
