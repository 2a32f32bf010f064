package dev.runnel.example;

import dev.runnel.batch.BatchProgress;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows on one line of a terminal how far a batch is; elsewhere its end only. */
final class ProgressBar implements Consumer<BatchProgress> {
  private static final int BAR = 20;
  private static final long NANOS_BETWEEN = 50_000_000;

  private final PrintStream err;
  private final boolean terminal;
  private @Nullable BatchProgress last;
  private long shownAt;
  private int shownColumns;

  ProgressBar(Surroundings surroundings) {
    this.err = surroundings.err();
    this.terminal = surroundings.terminal();
  }

  @Override
  public void accept(BatchProgress progress) {
    last = progress;
    long now = System.nanoTime();
    if (terminal && (shownColumns == 0 || now - shownAt > NANOS_BETWEEN)) {
      shownAt = now;
      show(progress);
    }
  }

  private void show(BatchProgress progress) {
    String line = bar(progress) + text(progress);
    err.print("\r" + line + " ".repeat(Math.max(0, shownColumns - line.length())));
    err.flush();
    shownColumns = line.length();
  }

  /** Shows the end, and what else is to be said. */
  void end(String more) {
    if (last != null && terminal) {
      show(last);
      err.print("\n");
    } else if (last != null) {
      err.print(text(last) + "\n");
    }
    err.print(more.isEmpty() ? "" : more + "\n");
    err.flush();
  }

  private static String bar(BatchProgress progress) {
    long total = Math.max(1, progress.total().orElse(progress.done()));
    int full = (int) Math.min(BAR, BAR * progress.done() / total);
    return "[" + "#".repeat(full) + " ".repeat(BAR - full) + "] ";
  }

  private static String text(BatchProgress progress) {
    StringBuilder text = new StringBuilder();
    text.append(progress.done()).append(" of ").append(progress.total().orElse(progress.done()));
    if (progress.failed() > 0) {
      text.append(", ").append(progress.failed()).append(" failed");
    }
    if (progress.found() > 0) {
      text.append(", ").append(progress.found()).append(" from before");
    }
    text.append(String.format(Locale.ROOT, ", %.1f/s", progress.perSecond()));
    progress.remaining().filter(left -> !left.isZero()).ifPresent(left -> text.append(left(left)));
    text.append(", ").append(progress.usage().tokens()).append(" tokens");
    BigDecimal cost = progress.usage().cost();
    if (cost.signum() > 0) {
      text.append(", cost ").append(cost.setScale(4, RoundingMode.HALF_UP));
    }
    return text.toString();
  }

  private static String left(Duration time) {
    return String.format(
        Locale.ROOT,
        ", %d:%02d:%02d left",
        time.toHours(),
        time.toMinutesPart(),
        time.toSecondsPart());
  }
}
