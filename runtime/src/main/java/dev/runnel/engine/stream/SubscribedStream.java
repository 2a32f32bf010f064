package dev.runnel.engine.stream;

import dev.runnel.ChunkChannel;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads a publisher: subscribes at the first read, and asks for a bounded number of chunks ahead.
 * Closing cancels the subscription.
 *
 * @param <C> the chunks
 */
public final class SubscribedStream<C> extends FilledByOthers<C> implements Flow.Subscriber<C> {
  /** How many chunks are asked for at once, when half of those asked for ahead were taken. */
  private static final int BATCH = ChunkChannel.DEFAULT_CAPACITY / 2;

  private final Flow.Publisher<C> publisher;

  private final Channel<C> channel = new Channel<>(ChunkChannel.DEFAULT_CAPACITY);
  private final AtomicBoolean subscribed = new AtomicBoolean();
  private volatile Flow.@Nullable Subscription subscription;
  private int taken;

  /** Reads a publisher once. */
  public SubscribedStream(Flow.Publisher<C> publisher) {
    this.publisher = publisher;
  }

  /** The publisher is called by the first read, and where more is asked for. */
  @Override
  public boolean callsNobody() {
    return subscribed.get() && taken + 1 < BATCH;
  }

  @Override
  public boolean hasNext() {
    if (subscribed.compareAndSet(false, true)) {
      subscribe();
    }
    return channel.hasNext();
  }

  private void subscribe() {
    try {
      publisher.subscribe(this);
    } catch (Throwable refused) {
      channel.fail(refused);
    }
  }

  @Override
  public C next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The publisher has completed.");
    }
    C chunk = channel.next();
    taken++;
    Flow.Subscription current = subscription;
    if (taken == BATCH && current != null) {
      taken = 0;
      current.request(BATCH);
    }
    return chunk;
  }

  @Override
  protected void release() {
    subscribed.set(true);
    channel.close();
  }

  @Override
  public void onSubscribe(Flow.Subscription offered) {
    Objects.requireNonNull(offered, "The subscription is null.");
    if (subscription != null) {
      offered.cancel();
      return;
    }
    subscription = offered;
    channel.onClose(offered::cancel);
    offered.request(ChunkChannel.DEFAULT_CAPACITY);
  }

  @Override
  public void onNext(C chunk) {
    Objects.requireNonNull(chunk, "A publisher must not publish null.");
    if (!channel.offer(chunk)) {
      channel.fail(new IllegalStateException("A publisher published more than it was asked for."));
      Flow.Subscription current = subscription;
      if (current != null) {
        current.cancel();
      }
    }
  }

  @Override
  public void onError(Throwable failure) {
    Objects.requireNonNull(failure, "A publisher must not fail with null.");
    channel.fail(failure);
  }

  @Override
  public void onComplete() {
    channel.complete();
  }
}
