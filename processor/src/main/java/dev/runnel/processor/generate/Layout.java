package dev.runnel.processor.generate;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays source text out as people do: fields stand together, short Javadoc stands on one line, and
 * long heads of classes, fields and methods are broken where people break them.
 */
final class Layout {
  private static final int WIDTH = 100;

  private Layout() {}

  /** Tells whether the Javadoc of a member, of one sentence, stands on one line. */
  static boolean isOneLine(String javadoc) {
    return ("  /** " + javadoc + " */").length() <= WIDTH;
  }

  static String of(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      add(lines, line.stripTrailing());
    }
    return String.join("\n", lines);
  }

  private static void add(List<String> lines, String line) {
    int size = lines.size();
    if (isField(line)
        && size > 1
        && lines.get(size - 1).isEmpty()
        && isField(lines.get(size - 2))) {
      lines.remove(size - 1);
    }
    if (line.trim().equals("*/") && size > 1 && lines.get(size - 2).trim().equals("/**")) {
      String sentence = lines.get(size - 1).trim().substring(1).trim();
      String joined = indent(line) + "/** " + sentence + " */";
      joined = joined.substring(1);
      if (joined.length() <= WIDTH) {
        lines.remove(size - 1);
        lines.set(size - 2, joined);
        return;
      }
    }
    if (line.trim().equals("}") && size > 0 && isEmptyRecord(lines.get(size - 1))) {
      lines.set(size - 1, lines.get(size - 1) + "}");
      return;
    }
    if (line.trim().equals(") {") && size > 0 && lines.get(size - 1).endsWith("(")) {
      String head = lines.remove(size - 1);
      int name = head.lastIndexOf(' ');
      lines.add(head.substring(0, name));
      lines.add(indent(head) + "    " + head.substring(name + 1) + line.trim());
      return;
    }
    breakLong(lines, line);
  }

  private static boolean isEmptyRecord(String line) {
    return line.contains("record ") && line.endsWith(") {");
  }

  private static boolean isField(String line) {
    String text = line.trim();
    return text.endsWith(";")
        && (text.startsWith("private ") || (text.startsWith("new ") && line.startsWith("      ")));
  }

  private static void breakLong(List<String> lines, String line) {
    if (line.length() <= WIDTH || line.trim().startsWith("*")) {
      lines.add(line);
      return;
    }
    String text = line.trim();
    int at = -1;
    if (text.contains(" class ") && text.endsWith("{")) {
      at = breakBefore(line, " implements ", " extends ");
    } else if (text.startsWith("private ") && line.contains(" = ")) {
      at = line.indexOf(" = ") + 2;
    }
    if (at < 0) {
      lines.add(line);
      return;
    }
    lines.add(line.substring(0, at));
    breakLong(lines, indent(line) + "    " + line.substring(at).trim());
  }

  private static int breakBefore(String line, String... words) {
    for (String word : words) {
      int at = line.indexOf(word);
      if (at > 0 && at <= WIDTH) {
        return at;
      }
    }
    return -1;
  }

  private static String indent(String line) {
    return line.substring(0, line.length() - line.stripLeading().length());
  }
}
