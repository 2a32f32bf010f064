package dev.runnel.processor.generate;

import java.util.ArrayList;
import java.util.List;

/** Breaks JSON into lines: what fits stands on one line, and of the rest each part on its own. */
final class JsonLines {
  private final String json;
  private final int width;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private int at;

  private JsonLines(String json, int width) {
    this.json = json;
    this.width = width;
  }

  static List<String> of(String json, int width) {
    JsonLines lines = new JsonLines(json, width);
    lines.writeValue("");
    lines.end();
    return lines.lines;
  }

  private void end() {
    lines.add(line.toString());
    line.setLength(0);
  }

  /** Writes the value that begins here. */
  private void writeValue(String indent) {
    int start = at;
    skipValue();
    String flat = flat(json.substring(start, at));
    if (line.length() + flat.length() < width || "{[".indexOf(flat.charAt(0)) < 0) {
      line.append(flat);
      return;
    }
    char open = json.charAt(start);
    at = start + 1;
    line.append(open);
    end();
    while (json.charAt(at) != '}' && json.charAt(at) != ']') {
      line.append(indent).append("  ");
      writeMember(open, indent + "  ");
      if (json.charAt(at) == ',') {
        at++;
        line.append(',');
      }
      end();
    }
    line.append(indent).append(json.charAt(at++));
  }

  private void writeMember(char open, String indent) {
    if (open == '{') {
      int name = at;
      skipString();
      line.append(json, name, at).append(": ");
      at++;
    }
    writeValue(indent);
  }

  /** Puts spaces between the parts of a value that stands on one line. */
  private static String flat(String value) {
    StringBuilder flat = new StringBuilder();
    boolean inString = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      flat.append(c);
      if (c == '\\') {
        flat.append(value.charAt(++i));
      } else if (c == '"') {
        inString = !inString;
      } else if (!inString && (c == ',' || c == ':')) {
        flat.append(' ');
      }
    }
    return flat.toString();
  }

  private void skipValue() {
    int open = 0;
    do {
      char c = json.charAt(at);
      if (c == '"') {
        skipString();
      } else {
        at++;
        open += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      }
    } while (open > 0 || (at < json.length() && ",:]}".indexOf(json.charAt(at)) < 0));
  }

  private void skipString() {
    for (at++; json.charAt(at) != '"'; at++) {
      at += json.charAt(at) == '\\' ? 1 : 0;
    }
    at++;
  }
}
