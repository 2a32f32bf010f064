package dev.runnel.flink;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The calls of a function that have not ended, to be cancelled with it. */
final class LiveCalls implements AutoCloseable {
  private final Set<CompletableFuture<?>> live = ConcurrentHashMap.newKeySet();

  /** Hands a call's outcome on when it comes. */
  <T> void follow(CompletableFuture<T> call, CompletableFuture<T> result) {
    live.add(call);
    call.whenComplete((value, failure) -> end(call, value, failure, result));
  }

  private <T> void end(
      CompletableFuture<T> call,
      @Nullable T value,
      @Nullable Throwable failure,
      CompletableFuture<T> result) {
    live.remove(call);
    if (failure == null) {
      result.complete(value);
    } else {
      result.completeExceptionally(failure);
    }
  }

  @Override
  public void close() {
    live.forEach(call -> call.cancel(true));
  }
}
