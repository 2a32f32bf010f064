package dev.runnel.languageserver.feature;

import dev.runnel.languageserver.facts.Facts;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws a chain: its steps from top to bottom, and what flows between them. What is read chunk by
 * chunk is a whole line, what waits for a whole a broken one.
 */
final class ChainPicture {
  private static final int WIDTH = 200;
  private static final int HEIGHT = 34;
  private static final int STRIDE = 84;
  private static final int LEFT = 20;
  private static final int TOP = 10;

  /** How far each line that passes others by keeps from them. */
  private static final int LANE = 26;

  private static final int LETTER = 8;

  private final Facts.Chain chain;
  private final StringBuilder svg = new StringBuilder();
  private int lanes;
  private int right = LEFT + WIDTH;

  private ChainPicture(Facts.Chain chain) {
    this.chain = chain;
  }

  /** Draws a chain as SVG, in the colour of the text around it. */
  static String of(Facts.Chain chain) {
    return new ChainPicture(chain).draw();
  }

  private String draw() {
    List<Facts.Step> steps = chain.steps();
    box(-1, "input", HEIGHT / 2);
    for (int i = 0; i < steps.size(); i++) {
      box(i, steps.get(i).name(), 4);
      for (Facts.Read read : steps.get(i).reads()) {
        boolean isWhole = read.edge().equals("whole") && isMany(read.source());
        line(read.source(), i, label(read, isWhole), isWhole);
      }
    }
    int last = steps.size() - 1;
    arrow(middle(), bottom(last), bottom(last) + STRIDE - HEIGHT, false);
    text(
        middle() + LETTER,
        bottom(last) + STRIDE / 3,
        "start",
        chain.streams() + stars(chain.many()));
    int height = bottom(last) + STRIDE - HEIGHT + TOP;
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$s\" height=\"%2$s\" viewBox=\"0 0 %1$s %2$s\" role=\"img\" font-family=\"sans-serif\" font-size=\"13\"><title>%3$s</title>%4$s</svg>"
        .formatted(right + LEFT, height, escaped(chain.name()), svg);
  }

  private boolean isMany(int source) {
    return source >= 0 && chain.steps().get(source).many().equals("many");
  }

  private String label(Facts.Read read, boolean isWhole) {
    String many = read.source() < 0 ? "one" : chain.steps().get(read.source()).many();
    return (isWhole ? "\u23f8 " : "") + read.type() + (isWhole ? "" : stars(many));
  }

  private static String stars(String many) {
    return switch (many) {
      case "many" -> "*";
      case "optional" -> "?";
      default -> "";
    };
  }

  /** Draws a step; -1 is the chain's input. */
  private void box(int index, String name, int radius) {
    svg.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"%s\" fill=\"none\" stroke=\"currentColor\"/>"
            .formatted(LEFT, top(index), WIDTH, HEIGHT, radius));
    text(middle(), top(index) + HEIGHT * 2 / 3, "middle", name);
  }

  /** Draws what a step reads: straight down from the one before, else around those between. */
  private void line(int from, int to, String label, boolean isWhole) {
    if (from == to - 1) {
      arrow(middle(), bottom(from), top(to), isWhole);
      text(middle() + LETTER, bottom(from) + STRIDE / 3, "start", label);
      return;
    }
    lanes++;
    int edge = LEFT + WIDTH;
    int lane = edge + lanes * LANE;
    int start = top(from) + HEIGHT / 2;
    int end = top(to) + HEIGHT / 2 + 3 * lanes % (HEIGHT / 2);
    path("M%s %s H%s V%s H%s".formatted(edge, start, lane, end, edge + LETTER), isWhole);
    head(edge, end, LETTER, 0);
    text(lane + LETTER / 2, end - LETTER, "start", label);
  }

  private void arrow(int x, int from, int to, boolean isWhole) {
    path("M%s %s V%s".formatted(x, from, to - LETTER), isWhole);
    head(x, to, 0, LETTER);
  }

  /** Draws the head of an arrow, whose tail lies right of it or above. */
  private void head(int x, int y, int rightwards, int upwards) {
    List<String> points = new ArrayList<>();
    points.add(x + "," + y);
    for (int side : List.of(-1, 1)) {
      points.add(
          (x + rightwards + side * upwards / 2) + "," + (y - upwards + side * rightwards / 2));
    }
    svg.append(
        "<polygon points=\"%s\" fill=\"currentColor\"/>".formatted(String.join(" ", points)));
  }

  private void path(String path, boolean isBroken) {
    svg.append(
        "<path d=\"%s\" fill=\"none\" stroke=\"currentColor\"%s/>"
            .formatted(path, isBroken ? " stroke-dasharray=\"5 4\"" : ""));
  }

  private void text(int x, int y, String anchor, String text) {
    int end = anchor.equals("start") ? x + text.length() * LETTER : 0;
    right = Math.max(right, end);
    svg.append(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"currentColor\">%s</text>"
            .formatted(x, y, anchor, escaped(text)));
  }

  private static int middle() {
    return LEFT + WIDTH / 2;
  }

  private static int top(int index) {
    return TOP + (index + 1) * STRIDE;
  }

  private static int bottom(int index) {
    return top(index) + HEIGHT;
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
