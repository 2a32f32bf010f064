package dev.runnel.flink;

import dev.runnel.Runnel;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The chain of a function, and its calls that have not ended: they are cancelled with it. */
final class OpenCalls<J, I, C, O> implements AutoCloseable {
  private final OpenChain<J, I, C, O> chain;
  private final Map<Long, CompletableFuture<?>> live = new ConcurrentHashMap<>();
  private final AtomicLong calls = new AtomicLong();

  private OpenCalls(OpenChain<J, I, C, O> chain) {
    this.chain = chain;
  }

  static <J, I, C, O> OpenCalls<J, I, C, O> of(FlinkChain<J, I, C, O> chain) throws Exception {
    return new OpenCalls<>(OpenChain.of(chain));
  }

  /** Answers an input. */
  void answer(I input, CompletableFuture<O> result) {
    Runnel<I, C, O> runnel = chain.runnel();
    follow(runnel.invokeAsync(input), result);
  }

  /** Gives the chunks of an input's run, when it has ended. */
  void chunks(I input, CompletableFuture<Collection<C>> result) {
    follow(ChunkRows.of(chain, input), result);
  }

  /** Hands a call's outcome on when it comes. */
  private <T> void follow(CompletableFuture<T> call, CompletableFuture<T> result) {
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
    chain.close();
  }
}
