package dev.runnel.batch;

import dev.runnel.RunClock;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.model.AiMessage;
import dev.runnel.model.TokenUsage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalLong;

/** Counts what a run of a batch has done, and what its models took. Thread-safe. */
final class Meter implements RunListener {
  private final RunClock clock;
  private final TokenPrices prices;
  private final OptionalLong total;
  private final long start;
  private long answered;
  private long failed;
  private long found;
  private long failedBefore;
  private final BatchUsage before;
  private BatchUsage written = BatchUsage.NONE;
  private BatchUsage unwritten = BatchUsage.NONE;

  Meter(RunClock clock, TokenPrices prices, OptionalLong total, BatchUsage before) {
    this.clock = clock;
    this.prices = prices;
    this.total = total;
    this.before = before;
    this.start = clock.nanoTime();
  }

  @Override
  public boolean wants(RunInfo run) {
    return run.type() == RunType.CHAT_MODEL;
  }

  @Override
  public boolean wantsChunks(RunInfo run) {
    return false;
  }

  @Override
  public void onEnd(RunEvent.End event) {
    if (event.output() instanceof AiMessage answer && answer.info().usage() != null) {
      TokenUsage usage = answer.info().usage();
      BigDecimal price = prices.priceOf(answer.info(), usage);
      synchronized (this) {
        unwritten = unwritten.plus(new BatchUsage(usage.input(), usage.output(), price));
      }
    }
  }

  synchronized void found(boolean isAnswer) {
    found++;
    failedBefore += isAnswer ? 0 : 1;
    count(isAnswer);
  }

  synchronized void count(boolean isAnswer) {
    answered += isAnswer ? 1 : 0;
    failed += isAnswer ? 0 : 1;
  }

  /** Returns what was taken since the last call, to be written. */
  synchronized BatchUsage takeUnwritten() {
    BatchUsage taken = unwritten;
    written = written.plus(taken);
    unwritten = BatchUsage.NONE;
    return taken;
  }

  synchronized long failedNow() {
    return failed - failedBefore;
  }

  synchronized BatchProgress progress() {
    return new BatchProgress(
        total,
        answered,
        failed,
        found,
        Duration.ofNanos(clock.nanoTime() - start),
        before.plus(written).plus(unwritten),
        before);
  }
}
