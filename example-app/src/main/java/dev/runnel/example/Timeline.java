package dev.runnel.example;

import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Draws when each run started, gave its first chunk, and ended, as bars of text. It listens to the
 * runs themselves: whoever reads their events may be slow. Thread-safe.
 *
 * <pre>
 * joke          |------===============================| 0.00 s  0.27 s  1.21 s
 *   GuideModel  | -----===============================| 0.02 s  0.27 s  1.20 s
 * </pre>
 */
final class Timeline implements RunListener {
  private static final int WIDTH = 40;
  private static final long UNKNOWN = -1;

  private final Predicate<RunInfo> filter;
  private final Map<UUID, Row> rows = new LinkedHashMap<>();
  private @Nullable Instant start;

  private static final class Row {
    final String label;
    final long startAt;
    long firstAt = UNKNOWN;
    long endAt = UNKNOWN;

    Row(String label, long startAt) {
      this.label = label;
      this.startAt = startAt;
    }

    /** Returns when it did something last; at least 1. */
    long lastAt() {
      return Math.max(1, Math.max(startAt, Math.max(firstAt, endAt)));
    }
  }

  /** Makes an empty one for the runs that a filter lets pass. */
  Timeline(Predicate<RunInfo> filter) {
    this.filter = filter;
  }

  @Override
  public boolean wants(RunInfo run) {
    return filter.test(run);
  }

  @Override
  public synchronized void onStart(RunEvent.Start event) {
    if (start == null) {
      start = event.time();
    }
    RunInfo run = event.run();
    String label = "  ".repeat(run.parentIds().size()) + run.name();
    rows.put(run.id(), new Row(label, sinceStart(event.time())));
  }

  @Override
  public synchronized void onChunk(RunEvent.Chunk event) {
    @Nullable Row row = rows.get(event.run().id());
    if (row != null && row.firstAt == UNKNOWN) {
      row.firstAt = sinceStart(Instant.now());
    }
  }

  @Override
  public void onEnd(RunEvent.End event) {
    ended(event, event.time());
  }

  @Override
  public void onError(RunEvent.Failure event) {
    ended(event, event.time());
  }

  @Override
  public void onCancel(RunEvent.Cancel event) {
    ended(event, event.time());
  }

  private synchronized void ended(RunEvent event, Instant time) {
    @Nullable Row row = rows.get(event.run().id());
    if (row != null) {
      row.endAt = sinceStart(time);
    }
  }

  /** Returns how many nanoseconds after the first start a moment is. */
  private long sinceStart(Instant time) {
    return start == null ? 0 : Math.max(0, Duration.between(start, time).toNanos());
  }

  /** Returns one line a run, each ended by a line end; nothing if no run started. */
  synchronized String draw() {
    int label = rows.values().stream().mapToInt(row -> row.label.length()).max().orElse(0);
    long total = rows.values().stream().mapToLong(Row::lastAt).max().orElse(1);
    StringBuilder lines = new StringBuilder();
    for (Row row : rows.values()) {
      lines.append(line(row, label, total));
    }
    return lines.toString();
  }

  private static String line(Row row, int label, long total) {
    int from = Math.min(column(row.startAt, total), WIDTH - 1);
    int end = column(row.endAt == UNKNOWN ? total : row.endAt, total);
    int first = row.firstAt == UNKNOWN ? WIDTH : Math.min(column(row.firstAt, total), WIDTH - 1);
    int to = Math.max(end, row.firstAt == UNKNOWN ? from + 1 : Math.max(from, first) + 1);
    int middle = Math.max(from, Math.min(first, to));
    String bar = " ".repeat(from) + "-".repeat(middle - from) + "=".repeat(to - middle);
    return String.format(
        Locale.ROOT,
        "%-" + Math.max(1, label) + "s |%-" + WIDTH + "s| %s\n",
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
