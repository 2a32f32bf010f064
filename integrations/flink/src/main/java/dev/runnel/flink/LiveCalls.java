package dev.runnel.flink;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The calls of a function that have not ended, to be cancelled with it. */
final class LiveCalls implements AutoCloseable {
  private final Map<Long, CompletableFuture<?>> live = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();

  /** Hands a call's outcome on when it comes. */
  <T> void follow(CompletableFuture<T> call, CompletableFuture<T> result) {
    long number = calls.incrementAndGet();
    live.put(number, call);
    call.whenComplete((value, failure) -> end(number, value, failure, result));
  }

  private <T> void end(
      long number, @Nullable T value, @Nullable Throwable failure, CompletableFuture<T> result) {
    live.remove(number);
    if (failure == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(failure);
    }
  }

  @Override
  public void close() {
    live.values().forEach(call -> call.cancel(true));
  }
}
