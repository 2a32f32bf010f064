package dev.runnel.shared;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Subscribes, and keeps what it gets. It asks for nothing by itself, unless it is made to.
 * Thread-safe.
 *
 * @param <C> the chunks
 */
public class KeptChunks<C> implements Flow.Subscriber<C> {
  private final long demand;
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final List<C> chunks = Collections.synchronizedList(new ArrayList<>());
  private final CompletableFuture<List<C>> result = new CompletableFuture<>();
  private final AtomicInteger ends = new AtomicInteger();

  /** Makes one that asks for nothing. */
  public KeptChunks() {
    this(0);
  }

  /** Makes one that asks for so many chunks within its subscription. */
  public KeptChunks(long demand) {
    this.demand = demand;
  }

  /** Subscribes, and asks for all chunks. */
  public static <C> KeptChunks<C> allOf(Flow.Publisher<C> publisher) {
    KeptChunks<C> all = new KeptChunks<>(Long.MAX_VALUE);
    publisher.subscribe(all);
    return all;
  }

  @Override
  public void onSubscribe(Flow.Subscription offered) {
    subscription.complete(offered);
    if (demand > 0) {
      offered.request(demand);
    }
  }

  @Override
  public void onNext(C chunk) {
    chunks.add(chunk);
  }

  @Override
  public void onError(Throwable failure) {
    ends.incrementAndGet();
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    ends.incrementAndGet();
    result.complete(chunks());
  }

  /** Asks for more chunks. */
  public void request(long count) {
    soon(subscription).request(count);
  }

  /** Gives the subscription up. */
  public void cancel() {
    soon(subscription).cancel();
  }

  /** Returns what has come so far. */
  public List<C> chunks() {
    return List.copyOf(chunks);
  }

  /** Tells how often it was told of an end, good or bad: one that comes twice is a fault. */
  public int ends() {
    return ends.get();
  }

  /** Waits for the end, half a minute at most, and returns all chunks. */
  public List<C> result() {
    return soon(result);
  }

  /** Waits for the failure; fails if there is none. */
  public Throwable failure() {
    try {
      throw new AssertionError("Expected a failure, but got: " + result());
    } catch (CompletionException failed) {
      return failed.getCause();
    }
  }

  private static <T> T soon(CompletableFuture<T> future) {
    return future.copy().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
