package dev.runnel.flink;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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
    awaited = null;
    hurry();
  }

  /** How long an answer takes when the desk is slow: a job does not end meanwhile. */
  private static final int SLOW_MILLIS = 500;

  private static volatile int slowAfter = Integer.MAX_VALUE;
  private static volatile @Nullable Awaited awaited;

  /** Becomes slow after so many calls, until it hurries. */
  static void slowAfter(int calls) {
    slowAfter = calls;
  }

  static void hurry() {
    slowAfter = Integer.MAX_VALUE;
  }

  /** Is completed when that many calls have been made since the last reset. */
  static CompletableFuture<Void> whenAsked(int calls) {
    Awaited next = new Awaited(calls, new CompletableFuture<>());
    awaited = next;
    next.look();
    return next.reached();
  }

  private record Awaited(int calls, CompletableFuture<Void> reached) {
    void look() {
      if (ASKED.get() >= calls) {
        reached.complete(null);
      }
    }
  }

  private static void asked() {
    ASKED.incrementAndGet();
    Awaited waits = awaited;
    if (waits != null) {
      waits.look();
    }
  }

  private final int millis;

  Desk(int millis) {
    this.millis = millis;
    MADE.incrementAndGet();
  }

  CompletableFuture<String> answer(String ticket) {
    int times = TIMES.merge(ticket, 1, Integer::sum);
    try {
      return answer(ticket, times);
    } finally {
      asked();
    }
  }

  private CompletableFuture<String> answer(String ticket, int times) {
    if (ticket.startsWith("poison")) {
      throw new IllegalArgumentException("This ticket is poisoned.");
    }
    if (ticket.startsWith("once") && times == 1) {
      throw new IllegalStateException("Not this time.");
    }
    return ticket.startsWith("never") ? open() : later("answer to " + ticket);
  }

  private static CompletableFuture<String> open() {
    MOST_OPEN.accumulateAndGet(OPEN.incrementAndGet(), Math::max);
    CompletableFuture<String> answer = new CompletableFuture<>();
    answer.whenComplete((text, failure) -> OPEN.decrementAndGet());
    return answer;
  }

  /** Gives a text after a while. */
  CompletableFuture<String> later(String text) {
    int pause = ASKED.get() >= slowAfter ? SLOW_MILLIS : millis;
    return open().completeOnTimeout(text, pause, TimeUnit.MILLISECONDS);
  }

  String passing(String letter) {
    asked();
    return letter;
  }

  @Override
  public void close() {
    CLOSED.incrementAndGet();
  }
}
