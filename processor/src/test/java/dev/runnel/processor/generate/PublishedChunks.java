package dev.runnel.processor.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Publishes lists and lists what is published, for the bodies of steps under test. */
public final class PublishedChunks {
  private PublishedChunks() {}

  /** Publishes chunks as they are asked for. */
  public static Flow.Publisher<String> of(List<String> chunks) {
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              private int next;
              private long wanted;
              private boolean emitting;
              private boolean over;

              @Override
              public void request(long n) {
                wanted += n;
                if (emitting) {
                  return;
                }
                emitting = true;
                while (!over && wanted > 0 && next < chunks.size()) {
                  wanted--;
                  subscriber.onNext(chunks.get(next++));
                }
                emitting = false;
                if (!over && next == chunks.size()) {
                  over = true;
                  subscriber.onComplete();
                }
              }

              @Override
              public void cancel() {
                over = true;
              }
            });
  }

  /** Waits for all chunks. */
  public static <T> List<T> all(Flow.Publisher<T> publisher) {
    List<T> chunks = new ArrayList<>();
    CompletableFuture<List<T>> all = new CompletableFuture<>();
    publisher.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
          }

          @Override
          public void onNext(T chunk) {
            chunks.add(chunk);
          }

          @Override
          public void onError(Throwable failure) {
            all.completeExceptionally(failure);
          }

          @Override
          public void onComplete() {
            all.complete(chunks);
          }
        });
    return all.join();
  }
}
