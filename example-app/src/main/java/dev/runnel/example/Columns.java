package dev.runnel.example;

import java.util.ArrayList;
import java.util.List;

/** Measures text as terminals show it: in columns, of which some characters take two or none. */
final class Columns {
  /** First and last code points of what is two columns wide: East Asian scripts and emoji. */
  private static final int[][] WIDE = {
    {0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F}, {0xFF00, 0xFF60}, {0xFFE0, 0xFFE6}, {0x1F300, 0x1FAFF}, {0x20000, 0x3FFFD}
  };

  private Columns() {}

  /** Returns how many columns a text takes on one line. */
  static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  private static int of(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (point >= range[0] && point <= range[1]) {
        return 2;
      }
    }
    return 1;
  }

  /**
   * Breaks a text into lines: where it does so itself, and between words where a line is full.
   *
   * @param width how many columns a line may take; at least 2
   * @return the lines; one that is empty, if the text is
   */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      wrapLine(line, width, lines);
    }
    return lines;
  }

  private static void wrapLine(String line, int width, List<String> lines) {
    int start = 0;
    int at = 0;
    int space = -1;
    int columns = 0;
    while (at < line.length()) {
      int point = line.codePointAt(at);
      space = point == ' ' ? at : space;
      columns += of(point);
      if (columns > width && at > start) {
        lines.add(line.substring(start, space > start ? space : at));
        start = space > start ? space + 1 : at;
        at = start;
        space = -1;
        columns = 0;
      } else {
        at += Character.charCount(point);
      }
    }
    lines.add(line.substring(start));
  }
}
