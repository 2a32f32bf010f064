package dev.runnel.engine.call;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunConfig;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.LimitedWork;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Pipelines;
import dev.runnel.engine.run.DroppedStreams;
import dev.runnel.engine.run.Elsewhere;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.Channel;
import dev.runnel.event.EventOptions;
import dev.runnel.event.EventViews;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.event.StreamEvent;
import dev.runnel.json.JsonPatch;
import java.lang.ref.Reference;
import java.util.NoSuchElementException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run, seen as the stream of its events. The run works on a thread of its own, which starts with
 * the first event asked for, and waits where the reader is slow.
 *
 * @param <E> what the events are turned into
 */
final class EventStream<E> extends AbstractChunkStream<E> {
  private final Pipeline<?> pipeline;
  private final Supplier<Executor> executor;
  private final Channel<E> queue;
  private boolean started;

  private EventStream(Pipeline<?> pipeline, Supplier<Executor> executor, Channel<E> queue) {
    this.pipeline = pipeline;
    this.executor = executor;
    this.queue = queue;
  }

  /** Streams the events of a run. */
  static <I> ChunkStream<StreamEvent> events(
      CustomRunnel<I, ?, ?> runnel, I input, EventOptions options) {
    Channel<StreamEvent> queue = Channel.ofEvents(options.buffer());
    return of(runnel, input, queue, options::wants, EventViews.events(options));
  }

  /** Streams the log of a run. */
  static <I> ChunkStream<JsonPatch> log(
      CustomRunnel<I, ?, ?> runnel, I input, EventOptions options) {
    Channel<JsonPatch> queue = Channel.ofEvents(options.buffer());
    RootOr filter = new RootOr(options::wants);
    return of(runnel, input, queue, filter, EventViews.log(options));
  }

  private static <I, E> ChunkStream<E> of(
      CustomRunnel<I, ?, ?> runnel,
      I input,
      Channel<E> queue,
      Predicate<RunInfo> filter,
      Function<RunEvent, @Nullable E> view) {
    RunConfig heard = RunConfig.DEFAULT.withListeners(new Writer<>(queue, filter, view));
    Pipeline<?> pipeline = Pipelines.root(runnel, input, heard, true, DroppedStreams.here());
    return new EventStream<>(pipeline, () -> LimitedWork.of(pipeline, runnel, queue::fail), queue);
  }

  @Override
  public boolean hasNext() {
    try {
      if (!started) {
        started = true;
        start();
      }
      return queue.hasNext();
    } catch (StreamClosedException closedOrInterrupted) {
      close();
      throw closedOrInterrupted;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private void start() {
    pipeline.track(this);
    Pipeline<?> running = pipeline; // the worker must not hold this stream: it may be dropped
    Channel<E> events = queue;
    Run run = (Run) Pipelines.contextOf(running);
    Runnable work = () -> work(running, events);
    try {
      new Elsewhere(
              executor.get(),
              () -> "'" + run.name() + "' runs while its events are read",
              "listen with withListeners")
          .execute(run.parentRun().wrap(work));
    } catch (Throwable refused) {
      events.fail(refused);
      running.close();
    }
  }

  private static void work(Pipeline<?> pipeline, Channel<?> events) {
    try {
      pipeline.drive(chunk -> {});
      events.complete();
    } catch (Throwable failure) {
      events.fail(failure);
    }
  }

  @Override
  public E next() {
    try {
      if (!hasNext()) {
        throw new NoSuchElementException("The stream of events has ended.");
      }
      return queue.next();
    } finally {
      Reference.reachabilityFence(this);
    }
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
      Channel<E> queue, Predicate<RunInfo> filter, Function<RunEvent, @Nullable E> view)
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
        queue.emit(seen);
      }
    }

    private void putBeyond(RunEvent event) {
      @Nullable E seen = view.apply(event);
      if (seen != null) {
        queue.emitBeyond(seen);
      }
    }
  }
}
