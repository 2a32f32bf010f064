package dev.runnel.example;

import dev.runnel.event.StreamEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Draws when each run started, gave its first chunk, and ended, as bars of text. Not thread-safe.
 *
 * <pre>
 * joke          |------===============================| 0.00 s  0.27 s  1.21 s
 *   GuideModel  | -----===============================| 0.02 s  0.27 s  1.20 s
 * </pre>
 */
final class Timeline {
  private static final int WIDTH = 40;
  private static final long UNKNOWN = -1;

  private final Map<UUID, Row> rows = new LinkedHashMap<>();
  private long start;

  private static final class Row {
    final String label;
    final long startAt;
    long firstAt = UNKNOWN;
    long endAt = UNKNOWN;

    Row(String label, long startAt) {
      this.label = label;
      this.startAt = startAt;
    }
  }

  /**
   * Notes an event; the first one is at 0.
   *
   * @param event the event
   * @param now when it came, in nanoseconds of any clock
   */
  void add(StreamEvent event, long now) {
    if (rows.isEmpty()) {
      start = now;
    }
    long at = now - start;
    Row row =
        rows.computeIfAbsent(
            event.runId(), id -> new Row("  ".repeat(event.parentIds().size()) + event.name(), at));
    if (event.event().endsWith("_stream")) {
      row.firstAt = row.firstAt == UNKNOWN ? at : row.firstAt;
    } else if (!event.event().endsWith("_start") && !event.event().equals("on_custom_event")) {
      row.endAt = at;
    }
  }

  /** Returns one line a run, each ended by a line end; nothing if there was no event. */
  String draw() {
    int label = rows.values().stream().mapToInt(row -> row.label.length()).max().orElse(0);
    long total = rows.values().stream().mapToLong(row -> Math.max(row.endAt, 1)).max().orElse(1);
    StringBuilder lines = new StringBuilder();
    for (Row row : rows.values()) {
      lines.append(line(row, label, total));
    }
    return lines.toString();
  }

  private static String line(Row row, int label, long total) {
    long end = row.endAt == UNKNOWN ? total : row.endAt;
    long first = row.firstAt == UNKNOWN ? end : row.firstAt;
    int from = Math.min(column(row.startAt, total), WIDTH - 1);
    int middle = Math.max(from, column(first, total));
    int to = Math.max(from + 1, Math.max(middle, column(end, total)));
    String bar = " ".repeat(from) + "-".repeat(middle - from) + "=".repeat(to - middle);
    return String.format(
        Locale.ROOT,
        "%-" + Math.max(1, label) + "s |%-" + WIDTH + "s| %s%n",
        row.label,
        bar,
        seconds(row.startAt) + "  " + seconds(row.firstAt) + "  " + seconds(row.endAt));
  }

  private static int column(long at, long total) {
    return (int) Math.min(WIDTH, Math.round((double) at * WIDTH / total));
  }

  private static String seconds(long nanos) {
    return nanos == UNKNOWN ? "      -" : String.format(Locale.ROOT, "%5.2f s", nanos / 1e9);
  }
}
