package dev.runnel.editors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws a terminal's screen, with its colours, as an SVG file. */
final class ScreenPicture {
  private static final Pattern PIECE = Pattern.compile("\u001b\\[([0-9;:]*)m|([^\u001b]+)");
  private static final double WIDTH = 8.43;
  private static final int LINE = 20;
  private static final int MARGIN = 16;
  private static final String PAPER = "#161b22";
  private static final String INK = "#e6edf3";

  /** The colours that have numbers below 16. */
  private static final List<String> NAMED =
      List.of(
          "#161b22", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#d2a8ff", "#76e3ea", "#c9d1d9",
          "#8b949e", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#d2a8ff", "#76e3ea", "#ffffff");

  private final StringBuilder papers = new StringBuilder();
  private final StringBuilder texts = new StringBuilder();
  private String ink = INK;
  private String paper = PAPER;
  private boolean isBold;
  private boolean isUnderlined;
  private boolean isReversed;

  private ScreenPicture() {}

  /**
   * Draws.
   *
   * @param screen lines with the control sequences of a terminal
   * @param title what the picture shows, for who cannot see it
   */
  static String of(String screen, String title) {
    return new ScreenPicture().draw(List.of(screen.stripTrailing().split("\n", -1)), title);
  }

  private String draw(List<String> lines, String title) {
    for (int row = 0; row < lines.size(); row++) {
      line(row, lines.get(row));
    }
    int height = 2 * MARGIN + lines.size() * LINE;
    int width = (int) (2 * MARGIN + Terminal.COLUMNS * WIDTH);
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" role="img" aria-label="%3$s">
          <style>
            text { font: 14px ui-monospace, Menlo, Consolas, monospace; white-space: pre }
          </style>
          <rect width="%1$d" height="%2$d" rx="10" fill="%4$s"/>
        %5$s%6$s</svg>
        """
        .formatted(width, height, escaped(title), PAPER, papers, texts);
  }

  private void line(int row, String line) {
    Matcher piece = PIECE.matcher(line);
    int column = 0;
    while (piece.find()) {
      if (piece.group(2) == null) {
        style(piece.group(1));
      } else {
        piece(row, column, piece.group(2));
        column += piece.group(2).length();
      }
    }
  }

  private void piece(int row, int column, String text) {
    String front = isReversed ? paper : ink;
    String back = isReversed ? ink : paper;
    double x = MARGIN + column * WIDTH;
    int y = MARGIN + row * LINE;
    if (!back.equals(PAPER)) {
      papers.append(
          String.format(
              Locale.ROOT,
              "  <rect x='%.1f' y='%d' width='%.1f' height='%d' fill='%s'/>\n",
              x,
              y,
              text.length() * WIDTH,
              LINE,
              back));
    }
    if (!text.isBlank()) {
      texts.append(
          String.format(
              Locale.ROOT,
              "  <text x='%.1f' y='%d' textLength='%.1f' fill='%s'%s%s xml:space='preserve'>%s</text>\n",
              x,
              y + 15,
              text.length() * WIDTH,
              front,
              isBold ? " font-weight='bold'" : "",
              isUnderlined ? " text-decoration='underline'" : "",
              escaped(text)));
    }
  }

  private void style(String codes) {
    List<Integer> numbers =
        new ArrayList<>(
            Arrays.stream(codes.isEmpty() ? new String[] {"0"} : codes.split("[;:]"))
                .map(code -> code.isEmpty() ? 0 : Integer.parseInt(code))
                .toList());
    while (!numbers.isEmpty()) {
      int code = numbers.remove(0);
      switch (code) {
        case 0 -> plain();
        case 1 -> isBold = true;
        case 4 -> isUnderlined = true;
        case 7 -> isReversed = true;
        case 22 -> isBold = false;
        case 24 -> isUnderlined = false;
        case 27 -> isReversed = false;
        case 38 -> ink = extended(numbers);
        case 39 -> ink = INK;
        case 48 -> paper = extended(numbers);
        case 49 -> paper = PAPER;
        default -> named(code);
      }
    }
  }

  private void plain() {
    ink = INK;
    paper = PAPER;
    isBold = false;
    isUnderlined = false;
    isReversed = false;
  }

  private void named(int code) {
    if (code >= 30 && code < 38) {
      ink = NAMED.get(code - 30);
    } else if (code >= 40 && code < 48) {
      paper = NAMED.get(code - 40);
    } else if (code >= 90 && code < 98) {
      ink = NAMED.get(code - 82);
    } else if (code >= 100 && code < 108) {
      paper = NAMED.get(code - 92);
    }
  }

  private static String extended(List<Integer> numbers) {
    if (numbers.remove(0) == 2) {
      return "#%02x%02x%02x".formatted(numbers.remove(0), numbers.remove(0), numbers.remove(0));
    }
    int number = numbers.remove(0);
    if (number < 16) {
      return NAMED.get(number);
    }
    if (number >= 232) {
      int grey = 8 + 10 * (number - 232);
      return "#%02x%02x%02x".formatted(grey, grey, grey);
    }
    int cube = number - 16;
    return "#%02x%02x%02x".formatted(level(cube / 36), level(cube / 6 % 6), level(cube % 6));
  }

  private static int level(int step) {
    return step == 0 ? 0 : 55 + 40 * step;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
