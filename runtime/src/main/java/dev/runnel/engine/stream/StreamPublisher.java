package dev.runnel.engine.stream;

import dev.runnel.ChunkStream;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a stream: each subscription opens one and reads it only as far as is asked for. A
 * thread works for a subscription only while there is demand. Where all is asked for, the chunks
 * are pushed.
 */
public final class StreamPublisher<C> implements Flow.Publisher<C> {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  /** The demand of a subscriber that asks for all, by rule 3.17 of Reactive Streams. */
  private static final long ALL = Long.MAX_VALUE;

  private final Supplier<Source<C>> sources;

  /** Publishes streams that the same executor reads. */
  public StreamPublisher(Supplier<ChunkStream<C>> streams, Executor executor) {
    this(() -> new Source<>(streams.get(), executor));
  }

  public StreamPublisher(Supplier<Source<C>> sources) {
    this.sources = sources;
  }

  /**
   * What one subscription reads.
   *
   * @param executor where it is read
   */
  public record Source<C>(ChunkStream<C> chunks, Executor executor) {}

  @Override
  public void subscribe(Flow.Subscriber<? super C> subscriber) {
    Objects.requireNonNull(subscriber, "The subscriber is null.");
    Source<C> source;
    try {
      source = sources.get();
    } catch (RuntimeException refused) {
      subscriber.onSubscribe(new Refused());
      subscriber.onError(refused);
      return;
    }
    new Reading(source, subscriber).begin();
  }

  /** The subscription of a subscriber that was turned away. */
  private static final class Refused implements Flow.Subscription {
    @Override
    public void request(long count) {
      // There is nothing to ask for: the error is on its way.
    }

    @Override
    public void cancel() {
      // There is nothing to cancel.
    }
  }

  private final class Reading implements Flow.Subscription, Runnable {
    private final ChunkStream<C> chunks;
    private final Executor executor;
    private final Flow.Subscriber<? super C> subscriber;

    /** The demand that was not served yet, and one more until the subscriber has subscribed. */
    private final AtomicLong demand = new AtomicLong(1);

    private volatile boolean over;
    private volatile @Nullable IllegalArgumentException badRequest;

    Reading(Source<C> source, Flow.Subscriber<? super C> subscriber) {
      this.chunks = source.chunks();
      this.executor = source.executor();
      this.subscriber = subscriber;
    }

    void begin() {
      subscriber.onSubscribe(this);
      if (served(1) > 0) {
        work();
      }
    }

    @Override
    public void request(long count) {
      if (over) {
        return;
      }
      if (count <= 0) {
        badRequest =
            new IllegalArgumentException(
                "A subscriber asked for "
                    + count
                    + " chunks; rule 3.9 of Reactive Streams says"
                    + " that it must ask for more than 0.");
      }
      long added = Math.max(1, count);
      if (demand.getAndUpdate(old -> old + added < 0 ? ALL : old + added) == 0) {
        work();
      }
    }

    private void work() {
      try {
        executor.execute(this);
      } catch (Throwable refused) {
        chunks.close();
        failed(refused);
      }
    }

    @Override
    public void cancel() {
      over = true;
      chunks.close();
    }

    @Override
    public void run() {
      long asked = demand.get();
      long served = 0;
      while (served < asked) {
        if (asked == ALL) {
          serveAll();
          return;
        }
        if (!serve()) {
          return;
        }
        served++;
        if (served == asked) {
          asked = served(served);
          served = 0;
        }
      }
    }

    /** Takes what was served from the demand, and returns the rest; all remains all. */
    private long served(long count) {
      return demand.updateAndGet(old -> old == ALL ? ALL : old - count);
    }

    /** Pushes all chunks that are left, and the end. */
    private void serveAll() {
      try {
        chunks.forEach(
            chunk -> {
              if (isWanted()) {
                handOn(chunk);
              }
            });
        isWanted();
      } catch (Throwable failure) {
        failed(failure);
        return;
      }
      completed();
    }

    /** Hands on one chunk, or the end; returns whether there may be more. */
    private boolean serve() {
      C chunk;
      try {
        if (!isWanted()) {
          return false;
        }
        if (!chunks.hasNext()) {
          return completed();
        }
        chunk = chunks.next();
      } catch (Throwable failure) {
        return failed(failure);
      }
      handOn(chunk);
      return !over;
    }

    /** Tells whether there still is a subscriber; one that asked wrongly is told so. */
    private boolean isWanted() {
      @Nullable IllegalArgumentException bad = badRequest;
      if (bad != null && !over) {
        chunks.close();
        failed(bad);
      }
      return !over;
    }

    private void handOn(C chunk) {
      try {
        subscriber.onNext(chunk);
      } catch (Throwable broken) {
        warn(broken);
        cancel();
      }
    }

    private boolean completed() {
      if (!over) {
        over = true;
        tell(subscriber::onComplete);
      }
      return false;
    }

    private boolean failed(Throwable failure) {
      if (!over) {
        over = true;
        tell(() -> subscriber.onError(failure));
      }
      return false;
    }

    private void tell(Runnable signal) {
      try {
        signal.run();
      } catch (Throwable broken) {
        warn(broken);
      }
    }

    private void warn(Throwable broken) {
      LOGGER.log(System.Logger.Level.WARNING, "A subscriber threw; its run is cancelled.", broken);
    }
  }
}
