package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.RunClock;
import dev.runnel.RunTimeoutException;
import dev.runnel.RunTimeoutException.Limit;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Whole;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.OccupiedStream;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.run.Threads;
import dev.runnel.engine.stream.ClosesPromptly;
import dev.runnel.engine.stream.Failures;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Closes a stream that takes too long, and interrupts whoever waits for it.
 *
 * <p>The source is opened when the first chunk is asked for; then the time starts, unless the run
 * was handed to an executor before. The clock is read once for each chunk if the time between
 * chunks is limited, and never otherwise. It always pulls its source: so an interrupt never reaches
 * what reads this stream.
 *
 * @param <C> the chunks
 */
final class TimeoutStream<C> extends OccupiedStream<C> implements Restartable, CallSource {
  private final Supplier<? extends ChunkStream<C>> opening;
  private final TimeoutPolicy policy;
  private final Run run;
  private final RunClock clock;
  private @Nullable ChunkStream<C> source;
  private RunClock.@Nullable Alarm firstChunk;
  private @Nullable Pace pace;
  private @Nullable Runnable forget;

  TimeoutStream(Supplier<? extends ChunkStream<C>> opening, TimeoutPolicy policy, Run run) {
    super(new Limited(run));
    this.opening = opening;
    this.policy = policy;
    this.run = run;
    this.clock = run.clock();
  }

  @Override
  public void collecting(Runnable forgetting) {
    forget = forgetting;
  }

  @Override
  public @Nullable Whole<?, ?> called() {
    return source instanceof CallSource call ? call.called() : null;
  }

  /** Takes over what is to be closed with the source, also if that is never opened. */
  void owns(AutoCloseable input) {
    lifetime.own(input);
  }

  @Override
  public boolean hasNext() {
    if (!isReading()) {
      return false;
    }
    enter();
    try {
      if (!isReading()) { // who has ended it since then saw nobody inside to be interrupted
        return false;
      }
      ChunkStream<C> chunks = source();
      waits();
      if (chunks.hasNext()) {
        waitsNoMore();
        return isReading();
      }
      finish();
      return false;
    } catch (Throwable thrown) {
      throw failed(thrown);
    } finally {
      leave();
    }
  }

  @Override
  public C next() {
    if (!hasNext() || source == null) {
      throw new NoSuchElementException("The stream has ended.");
    }
    enter();
    try {
      return source.next();
    } catch (Throwable thrown) {
      throw failed(thrown);
    } finally {
      leave();
    }
  }

  private ChunkStream<C> source() {
    if (source == null) {
      long waited = run.beginLimits();
      policy.total().ifPresent(limit -> own(alarm(Limit.TOTAL, limit, waited)));
      policy
          .firstChunk()
          .ifPresent(
              limit -> {
                firstChunk = alarm(Limit.FIRST_CHUNK, limit, waited);
                own(firstChunk);
              });
      ChunkStream<C> opened = opening.get();
      lifetime.own(opened);
      if (forget != null && opened instanceof Restartable restartable) {
        restartable.collecting(forget);
      }
      source = opened;
    }
    return source;
  }

  private RunClock.Alarm alarm(Limit limit, Duration after, long waited) {
    long left = Math.max(0, after.toNanos() - waited);
    return clock.schedule(Duration.ofNanos(left), () -> expireSoon(limit, after));
  }

  private void own(RunClock.Alarm alarm) {
    ClosesPromptly cancelling = alarm::cancel;
    lifetime.own(cancelling);
  }

  private void waits() {
    if (pace != null) {
      pace.waitsSince(clock.nanoTime());
    }
  }

  private void waitsNoMore() {
    if (pace != null) {
      pace.waitsNoMore();
    } else if (policy.betweenChunks().isPresent()) {
      pace = new Pace(policy.betweenChunks().get());
      lifetime.own(pace);
      pace.start();
    }
    if (firstChunk != null) {
      firstChunk.cancel();
      firstChunk = null;
    }
  }

  /** Ends it on a thread of Runnel's own: the run may have taken all of its executor. */
  private void expireSoon(Limit limit, Duration after) {
    Threads.ofRunnel().execute(() -> expire(limit, after));
  }

  private void expire(Limit limit, Duration duration) {
    lifetime.fail(Lifetime.NO_STEP, new RunTimeoutException(limit, duration, run.name(), run.id()));
  }

  private RuntimeException failed(Throwable thrown) {
    return lifetime.fail(Lifetime.NO_STEP, thrown)
        ? Failures.sneakyThrow(thrown)
        : afterEnd(thrown);
  }

  /** Names the run whose limit it is. */
  private record Limited(Run run) implements Lifetime.Holder {
    @Override
    public String lifetimeName() {
      return "A stream of the " + run;
    }
  }

  /** Watches, with one alarm at a time, that no wait for a chunk takes too long. */
  private final class Pace implements ClosesPromptly {
    private static final long IDLE = Long.MIN_VALUE;

    private final Duration limit;
    private volatile long since = IDLE;
    private volatile RunClock.@Nullable Alarm alarm;

    Pace(Duration limit) {
      this.limit = limit;
    }

    void start() {
      set(limit);
    }

    private void set(Duration after) {
      alarm = clock.schedule(after, this::look);
      if (!lifetime.isOpen()) {
        close();
      }
    }

    void waitsSince(long now) {
      since = now == IDLE ? now + 1 : now;
    }

    void waitsNoMore() {
      since = IDLE;
    }

    private void look() {
      if (!lifetime.isOpen()) {
        return;
      }
      long start = since;
      long waited = start == IDLE ? 0 : clock.nanoTime() - start;
      if (waited >= limit.toNanos()) {
        expireSoon(Limit.BETWEEN_CHUNKS, limit);
      } else {
        set(limit.minusNanos(waited));
      }
    }

    @Override
    public void close() {
      RunClock.@Nullable Alarm set = alarm;
      if (set != null) {
        set.cancel();
      }
    }
  }
}
