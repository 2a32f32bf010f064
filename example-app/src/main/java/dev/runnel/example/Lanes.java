package dev.runnel.example;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows texts that grow at the same time, each in lines of its own on a terminal, by moving the
 * cursor back up and writing all of them again.
 *
 * <p>Of a long text only the last lines are shown while it grows, since the cursor cannot move
 * above the window; at the end all is. Not thread-safe; used for one stream.
 */
final class Lanes {
  private static final int LIVE_ROWS = 8;
  private static final int NARROWEST = 20;

  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final int labelWidth;
  private final int textWidth;
  private int rowsShown;

  /**
   * Makes lanes without text.
   *
   * @param columns how wide the terminal is
   * @param labels the keys of the texts, in their order from top to bottom
   */
  Lanes(int columns, List<String> labels) {
    labels.forEach(label -> texts.put(label, new StringBuilder()));
    labelWidth = labels.stream().mapToInt(Columns::of).max().orElse(0) + 2;
    // The last column stays free: some terminals wrap as soon as it is written to.
    textWidth = Math.max(NARROWEST, columns - labelWidth - 1);
  }

  /** Returns how to show chunks that hold pieces of text by their labels. */
  Format<Map<String, Object>> format() {
    return new Format<>(this::grow, "", "token", "tokens", () -> draw(Integer.MAX_VALUE));
  }

  private String grow(Map<String, Object> pieces) {
    pieces.forEach(
        (label, piece) ->
            texts.computeIfAbsent(label, key -> new StringBuilder()).append(harmless(piece)));
    return draw(LIVE_ROWS);
  }

  /** What a model says must not move the cursor. */
  private static String harmless(Object piece) {
    StringBuilder text = new StringBuilder();
    piece
        .toString()
        .codePoints()
        .map(point -> point != '\n' && Character.isISOControl(point) ? ' ' : point)
        .forEach(text::appendCodePoint);
    return text.toString();
  }

  private String draw(int rowsOfEach) {
    List<String> rows = new ArrayList<>();
    texts.forEach(
        (label, text) -> {
          List<String> all = Columns.wrap(text.toString().stripLeading(), textWidth);
          List<String> last = all.subList(Math.max(0, all.size() - rowsOfEach), all.size());
          for (int i = 0; i < last.size(); i++) {
            rows.add(margin(i == 0 ? label : "") + last.get(i) + "\u001b[K");
          }
        });
    String up = rowsShown > 1 ? "\u001b[" + (rowsShown - 1) + "A" : "";
    rowsShown = rows.size();
    return "\r" + up + String.join("\n", rows);
  }

  private String margin(String label) {
    if (label.isEmpty()) {
      return " ".repeat(labelWidth);
    }
    return "\u001b[36m" + label + ":\u001b[0m" + " ".repeat(labelWidth - Columns.of(label) - 1);
  }
}
