package dev.runnel.event;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logs one line for each run when it is over: how it ended, how long it took, how many chunks it
 * gave, and when the first of them came. What flows through the chain is not logged. Thread-safe.
 *
 * <pre>{@code
 * jokes.joke().withListeners(new LoggingRunListener()).invoke("parrots");
 * // chat_model model ended after 812 ms, first of 27 chunks after 240 ms [seq:step:2]
 * // chain joke ended after 815 ms
 * }</pre>
 *
 * <p>The lines go to the {@link System.Logger} {@code dev.runnel.runs}, indented by depth; a failed
 * run is a warning, all others are information.
 */
public final class LoggingRunListener implements RunListener {
  private final System.Logger logger;
  private final Map<UUID, Timing> timings = new ConcurrentHashMap<>();

  /** Makes a listener that logs to {@code dev.runnel.runs}. */
  public LoggingRunListener() {
    this(System.getLogger("dev.runnel.runs"));
  }

  /**
   * Makes a listener that logs elsewhere.
   *
   * @param logger the logger
   */
  public LoggingRunListener(System.Logger logger) {
    this.logger = logger;
  }

  @Override
  public void onStart(RunEvent.Start event) {
    timings.put(event.run().id(), new Timing());
  }

  @Override
  public void onChunk(RunEvent.Chunk event) {
    Timing timing = timings.get(event.run().id());
    if (timing != null) {
      timing.chunk();
    }
  }

  @Override
  public void onEnd(RunEvent.End event) {
    log(System.Logger.Level.INFO, event.run(), "ended", "");
  }

  @Override
  public void onError(RunEvent.Failure event) {
    String failure = ": " + event.failure().getClass().getName();
    log(System.Logger.Level.WARNING, event.run(), "failed", failure);
  }

  @Override
  public void onCancel(RunEvent.Cancel event) {
    log(System.Logger.Level.INFO, event.run(), "was cancelled", "");
  }

  private void log(System.Logger.Level level, RunInfo run, String how, String why) {
    Timing timing = timings.remove(run.id());
    logger.log(
        level,
        () ->
            "  ".repeat(run.parentIds().size())
                + run.type().wireName()
                + " "
                + run.name()
                + " "
                + how
                + (timing == null ? "" : timing.toString())
                + (run.tags().isEmpty() ? "" : " " + run.tags())
                + why);
  }

  /** What is measured of one run. Thread-safe. */
  private static final class Timing {
    private final long start = System.nanoTime();
    private long first;
    private long chunks;

    synchronized void chunk() {
      if (chunks == 0) {
        first = System.nanoTime();
      }
      chunks++;
    }

    @Override
    public synchronized String toString() {
      String took = " after " + millis(System.nanoTime()) + " ms";
      return chunks == 0
          ? took
          : took + ", first of " + chunks + " chunks after " + millis(first) + " ms";
    }

    private long millis(long nanos) {
      return (nanos - start) / 1_000_000;
    }
  }
}
