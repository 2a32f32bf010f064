package dev.runnel.processor.schema;

import java.util.List;
import java.util.Map;

/** Writes schemas as JSON, each on one line. */
final class JsonText {
  private JsonText() {}

  static String of(Node node) {
    StringBuilder text = new StringBuilder();
    write(node, text);
    return text.toString();
  }

  private static void write(Object value, StringBuilder text) {
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
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
