package dev.runnel.engine.call;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Runs;
import dev.runnel.engine.run.DroppedStreams;
import dev.runnel.engine.run.Run;
import dev.runnel.event.EventOptions;
import dev.runnel.event.EventViews;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.event.StreamEvent;
import dev.runnel.json.JsonPatch;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Is a run, seen as the stream of its events. The run works on a thread of its own, which starts
 * with the first event asked for, and waits where the reader is slow.
 *
 * @param <E> what the events are turned into
 */
public final class EventStream<E> extends AbstractChunkStream<E> {
  private final Pipeline<?> pipeline;
  private final EventQueue<E> queue;
  private @Nullable E waiting;
  private boolean started;
  private boolean ended;

  private EventStream(Pipeline<?> pipeline, EventQueue<E> queue) {
    this.pipeline = pipeline;
    this.queue = queue;
  }

  /**
   * Streams the events of a run.
   *
   * @param runnel what runs
   * @param input its input
   * @param options which events, in which shape
   * @param config the run's configuration
   * @param <I> the input
   * @return the events
   */
  public static <I> ChunkStream<StreamEvent> events(
      Runnel<I, ?, ?> runnel, I input, EventOptions options, RunConfig config) {
    EventQueue<StreamEvent> queue = new EventQueue<>(options.buffer());
    return of(runnel, input, config, queue, options::wants, EventViews.events(options));
  }

  /**
   * Streams the log of a run.
   *
   * @param runnel what runs
   * @param input its input
   * @param options which runs below the root
   * @param config the run's configuration
   * @param <I> the input
   * @return the patches
   */
  public static <I> ChunkStream<JsonPatch> log(
      Runnel<I, ?, ?> runnel, I input, EventOptions options, RunConfig config) {
    EventQueue<JsonPatch> queue = new EventQueue<>(options.buffer());
    RootOr filter = new RootOr(options::wants);
    return of(runnel, input, config, queue, filter, EventViews.log(options));
  }

  private static <I, E> ChunkStream<E> of(
      Runnel<I, ?, ?> runnel,
      I input,
      RunConfig config,
      EventQueue<E> queue,
      Predicate<RunInfo> filter,
      Function<RunEvent, @Nullable E> view) {
    RunConfig heard = config.withListeners(new Writer<>(queue, filter, view));
    return new EventStream<>(Runs.root(runnel, input, heard, true, DroppedStreams.here()), queue);
  }

  @Override
  public boolean hasNext() {
    if (waiting != null) {
      return true;
    }
    if (ended) {
      return false;
    }
    if (!started) {
      started = true;
      start();
    }
    try {
      waiting = queue.take();
      ended = waiting == null;
      return !ended;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
      throw new StreamClosedException(
          "The reading thread was interrupted while it waited for an event.");
    }
  }

  private void start() {
    pipeline.track(this);
    Pipeline<?> running = pipeline; // the worker must not hold this stream: it may be dropped
    EventQueue<E> events = queue;
    Run run = Runs.runOf(running);
    Runnable work = () -> work(running, events);
    try {
      run.executor().execute(run.parentRun().wrap(work));
    } catch (Throwable refused) {
      events.complete(refused);
      running.close();
    }
  }

  private static void work(Pipeline<?> pipeline, EventQueue<?> events) {
    try {
      pipeline.drive(chunk -> {});
      events.complete(null);
    } catch (Throwable failure) {
      events.complete(failure);
    }
  }

  @Override
  public E next() {
    @Nullable E event = hasNext() ? waiting : null;
    if (event == null) {
      throw new NoSuchElementException("The stream of events has ended.");
    }
    waiting = null;
    return event;
  }

  @Override
  protected void release() {
    queue.close();
    pipeline.close();
  }

  /** Lets the root of the run pass, and others by a filter. */
  private static final class RootOr implements Predicate<RunInfo> {
    private final Predicate<RunInfo> filter;
    private boolean rootSeen;

    RootOr(Predicate<RunInfo> filter) {
      this.filter = filter;
    }

    @Override
    public synchronized boolean test(RunInfo run) {
      if (!rootSeen) {
        rootSeen = true;
        return true;
      }
      return filter.test(run);
    }
  }

  /** Writes what a run does into the queue. */
  private record Writer<E>(
      EventQueue<E> queue, Predicate<RunInfo> filter, Function<RunEvent, @Nullable E> view)
      implements RunListener {
    @Override
    public boolean wants(RunInfo run) {
      return filter.test(run);
    }

    /** An interrupt of a thread that waits for the reader stops the run. */
    @Override
    public boolean failOnError() {
      return true;
    }

    @Override
    public void onStart(RunEvent.Start event) {
      put(event);
    }

    @Override
    public void onChunk(RunEvent.Chunk event) {
      put(event);
    }

    @Override
    public void onEnd(RunEvent.End event) {
      put(event);
    }

    @Override
    public void onError(RunEvent.Failure event) {
      putBeyond(event);
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      putBeyond(event);
    }

    @Override
    public void onCustom(RunEvent.Custom event) {
      put(event);
    }

    private void put(RunEvent event) {
      @Nullable E seen = view.apply(event);
      if (seen != null) {
        queue.put(seen);
      }
    }

    private void putBeyond(RunEvent event) {
      @Nullable E seen = view.apply(event);
      if (seen != null) {
        queue.putBeyond(seen);
      }
    }
  }
}
