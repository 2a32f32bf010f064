package dev.runnel.engine;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.Channel;
import dev.runnel.engine.stream.StreamPublisher;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Turns publishers into streams and streams into publishers, by the rules of Reactive Streams. */
public final class Publishers {
  private static final int RUN_AHEAD = 64;

  private Publishers() {}

  /**
   * Reads a publisher: subscribes at the first read and asks for a bounded number of chunks ahead.
   *
   * @param publisher the publisher
   * @param <C> the chunks
   * @return the stream; closing it cancels the subscription
   */
  public static <C> ChunkStream<C> subscribe(Flow.Publisher<C> publisher) {
    return new Subscribed<>(publisher);
  }

  public static <C> Flow.Publisher<C> of(ChunkStream<C> chunks, Run run) {
    AtomicBoolean taken = new AtomicBoolean();
    return new StreamPublisher<>(
        () -> {
          if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException(
                "The chunks of a step can be subscribed to once: a second subscriber came.");
          }
          return chunks;
        },
        work -> startTask(run, work));
  }

  /** Works for a subscriber within a run, so that closing the run interrupts the work. */
  private static void startTask(Run run, Runnable work) {
    @Nullable Lifetime owner = run.childrenLifetime();
    Task.start(
        owner == null ? new Lifetime() : owner,
        run.executor(),
        run,
        () -> {
          work.run();
          return true;
        });
  }

  private static final class Subscribed<C> extends AbstractChunkStream<C>
      implements Flow.Subscriber<C> {
    private final Flow.Publisher<C> publisher;
    private final Channel<C> channel = new Channel<>(RUN_AHEAD);
    private final AtomicBoolean subscribed = new AtomicBoolean();
    private volatile Flow.@Nullable Subscription subscription;
    private int taken;

    Subscribed(Flow.Publisher<C> publisher) {
      this.publisher = publisher;
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
      if (taken == RUN_AHEAD / 2 && current != null) {
        taken = 0;
        current.request(RUN_AHEAD / 2);
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
      offered.request(RUN_AHEAD);
    }

    @Override
    public void onNext(C chunk) {
      Objects.requireNonNull(chunk, "A publisher must not publish null.");
      if (!channel.offer(chunk)) {
        channel.fail(
            new IllegalStateException("A publisher published more than it was asked for."));
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
}
