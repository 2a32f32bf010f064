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
  private long inputTokens;
  private long outputTokens;
  private BigDecimal cost = BigDecimal.ZERO;

  Meter(RunClock clock, TokenPrices prices, OptionalLong total) {
    this.clock = clock;
    this.prices = prices;
    this.total = total;
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
        inputTokens += usage.input();
        outputTokens += usage.output();
        cost = cost.add(price);
      }
    }
  }

  synchronized void found(boolean isAnswer) {
    found++;
    count(isAnswer);
  }

  synchronized void count(boolean isAnswer) {
    answered += isAnswer ? 1 : 0;
    failed += isAnswer ? 0 : 1;
  }

  synchronized BatchProgress progress() {
    return new BatchProgress(
        total,
        answered,
        failed,
        found,
        Duration.ofNanos(clock.nanoTime() - start),
        inputTokens,
        outputTokens,
        cost);
  }
}
