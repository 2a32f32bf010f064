package dev.runnel.processor.generate;

import dev.runnel.shared.KeptChunks;
import java.util.List;
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
    return KeptChunks.allOf(publisher).result();
  }
}
