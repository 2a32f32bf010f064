package dev.runnel.flink;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a model would be: it answers after a while, fails, or never answers; and it counts. */
final class Desk implements AutoCloseable {
  static final AtomicInteger MADE = new AtomicInteger();
  static final AtomicInteger CLOSED = new AtomicInteger();
  static final AtomicInteger ASKED = new AtomicInteger();
  static final AtomicInteger OPEN = new AtomicInteger();
  static final AtomicInteger MOST_OPEN = new AtomicInteger();
  static final ConcurrentHashMap<String, Integer> TIMES = new ConcurrentHashMap<>();

  static void reset() {
    MADE.set(0);
    CLOSED.set(0);
    ASKED.set(0);
    OPEN.set(0);
    MOST_OPEN.set(0);
    TIMES.clear();
  }

  private final int millis;

  Desk(int millis) {
    this.millis = millis;
    MADE.incrementAndGet();
  }

  CompletableFuture<String> answer(String ticket) {
    ASKED.incrementAndGet();
    int times = TIMES.merge(ticket, 1, Integer::sum);
    if (ticket.startsWith("poison")) {
      throw new IllegalArgumentException("This ticket is poisoned.");
    }
    if (ticket.startsWith("once") && times == 1) {
      throw new IllegalStateException("Not this time.");
    }
    int open = OPEN.incrementAndGet();
    MOST_OPEN.accumulateAndGet(open, Math::max);
    CompletableFuture<String> answer = new CompletableFuture<>();
    answer.whenComplete((text, failure) -> OPEN.decrementAndGet());
    return ticket.startsWith("never")
        ? answer
        : answer.completeOnTimeout("answer to " + ticket, millis, TimeUnit.MILLISECONDS);
  }

  String passing(String letter) {
    ASKED.incrementAndGet();
    return letter;
  }

  @Override
  public void close() {
    CLOSED.incrementAndGet();
  }
}
