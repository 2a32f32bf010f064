package dev.runnel.example;

import dev.runnel.RetryAfter;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Tells in a line each how the calls of models ended, as they end. Thread-safe. */
final class Attempts implements RunListener {
  private final PrintStream err;
  private final long start = System.nanoTime();
  private final Map<UUID, Integer> chunks = new ConcurrentHashMap<>();

  /** Makes one that writes to a stream. */
  Attempts(PrintStream err) {
    this.err = err;
  }

  @Override
  public boolean wants(RunInfo run) {
    return run.type() == RunType.CHAT_MODEL;
  }

  @Override
  public void onChunk(RunEvent.Chunk event) {
    chunks.merge(event.run().id(), 1, Integer::sum);
  }

  @Override
  public void onEnd(RunEvent.End event) {
    tell(event.run(), "answered");
  }

  @Override
  public void onCancel(RunEvent.Cancel event) {
    tell(event.run(), "cancelled");
  }

  @Override
  public void onError(RunEvent.Failure event) {
    String wait =
        askedFor(event.failure())
            .map(time -> ", asks to wait %s s".formatted(time.toSeconds()))
            .orElse("");
    tell(event.run(), Problem.of(event.failure()) + wait);
  }

  private static Optional<Duration> askedFor(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof RetryAfter hint) {
        return hint.retryAfter();
      }
    }
    return Optional.empty();
  }

  private void tell(RunInfo run, String what) {
    int count = chunks.getOrDefault(run.id(), 0);
    String given = count == 0 ? "" : count == 1 ? ", 1 chunk" : ", " + count + " chunks";
    double seconds = (System.nanoTime() - start) / 1e9;
    err.print(String.format(Locale.ROOT, "%.2f s %s%s: %s\n", seconds, run.name(), given, what));
    err.flush();
  }
}
