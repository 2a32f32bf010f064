package dev.runnel.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads publishers to their end. */
final class Subscribers {
  private Subscribers() {}

  /** Hands all chunks on, and returns when the publisher has completed. */
  static <C> void readAll(Flow.Publisher<C> publisher, Consumer<? super C> sink) {
    Reader<C> reader = new Reader<>(sink);
    publisher.subscribe(reader);
    reader.await();
  }

  private static final class Reader<C> implements Flow.Subscriber<C> {
    private final Consumer<? super C> sink;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable Throwable failure;

    Reader(Consumer<? super C> sink) {
      this.sink = sink;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(C chunk) {
      sink.accept(chunk);
    }

    @Override
    public void onError(Throwable thrown) {
      failure = thrown;
      done.countDown();
    }

    @Override
    public void onComplete() {
      done.countDown();
    }

    void await() {
      try {
        done.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while a publisher was read.", e);
      }
      if (failure != null) {
        throw new IllegalStateException("The publisher failed.", failure);
      }
    }
  }
}
