package dev.runnel.processor.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes JSON as Java text blocks: broken where a person would break it. */
final class TextBlock {
  private static final int WIDTH = 80;

  /** A constant of a class file has at most 65,535 bytes; a character takes at most three. */
  private static final int MAX_CHARACTERS = 20_000;

  private TextBlock() {}

  /** Returns one text block, or several, with commas between them. */
  static String of(String json) {
    List<String> blocks = new ArrayList<>();
    StringBuilder block = new StringBuilder();
    for (String line : JsonLines.of(json, WIDTH)) {
      for (String part : parts(line)) {
        if (block.length() + part.length() > MAX_CHARACTERS) {
          blocks.add(block.toString());
          block.setLength(0);
        }
        block.append(part);
      }
      block.append('\n');
    }
    blocks.add(block.toString());
    return String.join(
        ",\n        ",
        blocks.stream().map(text -> "\"\"\"\n" + indented(text) + "\"\"\"").toList());
  }

  /** A line that is too long for one constant is continued in the next. */
  private static List<String> parts(String line) {
    String escaped = line.replace("\\", "\\\\");
    List<String> parts = new ArrayList<>();
    int begin = 0;
    while (escaped.length() - begin > MAX_CHARACTERS) {
      int end = begin + MAX_CHARACTERS / 2;
      while (escaped.charAt(end - 1) == '\\'
          || escaped.charAt(end - 1) == ' '
          || escaped.charAt(end) == ' ') {
        end--;
      }
      parts.add(escaped.substring(begin, end) + "\\\n");
      begin = end;
    }
    parts.add(escaped.substring(begin));
    return parts;
  }

  private static String indented(String text) {
    return text.lines().map(line -> "        " + line + "\n").collect(Collectors.joining())
        + "        ";
  }
}
