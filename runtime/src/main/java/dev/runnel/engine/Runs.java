package dev.runnel.engine;

import dev.runnel.BatchOptions;
import dev.runnel.BatchResult;
import dev.runnel.ChunkStream;
import dev.runnel.Indexed;
import dev.runnel.NullChunkException;
import dev.runnel.Outcome;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.engine.call.BatchStream;
import dev.runnel.engine.call.BatchWork;
import dev.runnel.engine.run.CurrentRun;
import dev.runnel.engine.run.DroppedStreams;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.run.Threads;
import dev.runnel.engine.stream.StreamPublisher;
import dev.runnel.engine.whole.ChunkCollector;
import dev.runnel.engine.wrap.ConfiguredRunnel;
import dev.runnel.engine.wrap.TimeoutStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs runnels, in all the ways that {@link Runnel} offers. */
public final class Runs {
  private Runs() {}

  /**
   * Returns the threads of runs that bring no executor.
   *
   * @return the executor
   */
  public static Executor defaultExecutor() {
    return Threads.defaultExecutor();
  }

  /**
   * Runs to the end.
   *
   * @param runnel what runs
   * @param input its input
   * @param config the run's configuration
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the whole
   */
  public static <I, C, O> O invoke(Runnel<I, C, O> runnel, I input, RunConfig config) {
    return collect(root(runnel, input, config, false, null), runnel);
  }

  public static <C, O> O collect(Pipeline<C> pipeline, Runnel<?, C, O> runnel) {
    ChunkCollector<C, O> collector = pipeline.collector(runnel.whole());
    return collector.isEmpty()
        ? collector.whenEmpty("Chain '" + runnel.name() + "'", "its caller")
        : collector.sum();
  }

  /**
   * Streams a run.
   *
   * @param runnel what runs
   * @param input its input
   * @param config the run's configuration
   * @param <I> the input
   * @param <C> the chunks
   * @return the chunks
   */
  public static <I, C> ChunkStream<C> stream(Runnel<I, C, ?> runnel, I input, RunConfig config) {
    return held(root(runnel, input, config, true, DroppedStreams.here()));
  }

  private static <C> ChunkStream<C> held(Pipeline<C> pipeline) {
    return pipeline.pushes() ? new HeldStream<>(pipeline) : pipeline;
  }

  /** Makes the pipeline of a run of its own, not started yet. */
  public static <I, C> Pipeline<C> root(
      Runnel<I, C, ?> runnel,
      I input,
      RunConfig config,
      boolean streaming,
      @Nullable String openedAt) {
    if (input == null) {
      throw new NullChunkException("The input of '" + runnel.name() + "' is null.");
    }
    Run run = Run.of(runnel, runnel.config().merge(config), streaming);
    Pipeline<C> pipeline = pipeline(runnel, input, run);
    pipeline.beOutermost(Outermost.of(pipeline, input, runnel, openedAt));
    return pipeline;
  }

  /** Opens a step's component as a stream that tells of its run by itself. */
  public static <I, C> ChunkStream<C> open(Runnel<I, C, ?> component, I input, Run run) {
    Pipeline<C> pipeline = pipeline(component, input, run);
    pipeline.beOutermost(Outermost.of(pipeline, input, component, null));
    return held(pipeline);
  }

  /** Opens a step's component that reads a stream as one that tells of its run by itself. */
  public static <T, C> ChunkStream<C> openStream(
      StreamRunnel<T, C, ?> component, ChunkStream<T> chunks, Run run) {
    return held(pipeline(component, chunks, run, null));
  }

  /** Opens a runnel as a run below another one, for a composition. */
  public static <I, C> Pipeline<C> child(
      Runnel<I, C, ?> runnel, I input, RunContext parent, List<String> tags) {
    Pipeline<C> pipeline = pipeline(runnel, input, ((Run) parent).child(runnel, tags));
    pipeline.beOutermost(Outermost.of(pipeline, input, runnel, null));
    return pipeline;
  }

  /** Runs a runnel to its end as a run below another one, for a composition. */
  public static <I, O> O childWhole(
      Runnel<I, ?, O> runnel, I input, RunContext parent, List<String> tags) {
    return childWhole(runnel, input, ((Run) parent).child(runnel, tags, runnel.config(), false));
  }

  /** Runs a runnel to its end as a run below another one, with a configuration. */
  public static <I, O> O childWhole(
      Runnel<I, ?, O> runnel, I input, RunContext parent, RunConfig config) {
    RunConfig merged = runnel.config().merge(config);
    return childWhole(runnel, input, ((Run) parent).child(runnel, List.of(), merged, false));
  }

  private static <I, C, O> O childWhole(Runnel<I, C, O> runnel, I input, Run run) {
    Pipeline<C> pipeline = pipeline(runnel, input, run);
    pipeline.beOutermost(Outermost.of(pipeline, input, runnel, null));
    return collect(pipeline, runnel);
  }

  /** Opens a runnel that reads a stream as a run below another one, for a composition. */
  public static <T, C> Pipeline<C> child(
      StreamRunnel<T, C, ?> runnel, ChunkStream<T> chunks, RunContext parent, List<String> tags) {
    return pipeline(runnel, chunks, ((Run) parent).child(runnel, tags), null);
  }

  /** Limits a stream as the configuration of its run says. */
  @SuppressWarnings("unchecked")
  public static <C> ChunkStream<C> limited(
      Run run, Supplier<? extends ChunkStream<? extends C>> opening) {
    // A stream only gives, so a stream of a subtype is as good.
    Supplier<ChunkStream<C>> narrowed = (Supplier<ChunkStream<C>>) opening;
    return run.config().timeout().isPresent()
        ? new TimeoutStream<>(narrowed, run.config().timeout().get(), run)
        : narrowed.get();
  }

  private static <I, C> Pipeline<C> pipeline(Runnel<I, C, ?> runnel, I input, Run run) {
    if (run.config().timeout().isPresent()) {
      return new RunnelPipeline<>(
          runnel.name(),
          runnel.type(),
          run,
          input,
          own -> limited(run, () -> runnel.open(input, own)));
    }
    if (runnel instanceof RunnableSequence<I, C, ?> sequence) {
      return sequence.open(input, run);
    }
    if (runnel instanceof ConfiguredRunnel<I, C, ?> configured) {
      return pipeline(configured.runnel(), input, run);
    }
    return new RunnelPipeline<>(
        runnel.name(), runnel.type(), run, input, own -> runnel.open(input, own));
  }

  /**
   * Streams a run that reads a stream.
   *
   * @param runnel what runs
   * @param chunks what it reads
   * @param config the run's configuration
   * @param <T> the chunks read
   * @param <C> the chunks given
   * @return the chunks
   */
  public static <T, C> ChunkStream<C> transform(
      StreamRunnel<T, C, ?> runnel, ChunkStream<T> chunks, RunConfig config) {
    if (chunks == null) {
      throw new NullChunkException("The stream that '" + runnel.name() + "' is to read is null.");
    }
    Run run = Run.of(runnel, runnel.config().merge(config), true);
    return held(pipeline(runnel, chunks, run, DroppedStreams.here()));
  }

  private static <T, C> Pipeline<C> pipeline(
      StreamRunnel<T, C, ?> runnel, ChunkStream<T> chunks, Run run, @Nullable String openedAt) {
    @Nullable SummedInput<T> summedInput =
        run.listeners().isEmpty() ? null : new SummedInput<>(chunks);
    ChunkStream<T> read = summedInput == null ? chunks : summedInput;
    Pipeline<C> pipeline =
        new RunnelPipeline<>(
            runnel.name(),
            runnel.type(),
            run,
            read,
            own -> limited(run, () -> runnel.openStream(read, own)));
    pipeline.lifetime.own(read);
    if (pipeline.notifier != null && summedInput != null) {
      pipeline.notifier.reads(summedInput);
    }
    pipeline.beOutermost(Outermost.of(pipeline, null, runnel, openedAt));
    return pipeline;
  }

  /**
   * Runs to the end on another thread.
   *
   * @param runnel what runs
   * @param input its input
   * @param config the run's configuration
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the whole, when it is there
   */
  public static <I, C, O> CompletableFuture<O> invokeAsync(
      Runnel<I, C, O> runnel, I input, RunConfig config) {
    Pipeline<C> pipeline = root(runnel, input, config, false, null);
    Run run = pipeline.scope.run();
    CompletableFuture<O> future = new CompletableFuture<>();
    Runnable work =
        () -> {
          try {
            future.complete(collect(pipeline, runnel));
          } catch (Throwable failure) {
            future.completeExceptionally(failure);
          }
        };
    // Whoever else completes the future, by cancelling or by a timeout, wants no result.
    future.whenComplete((value, failure) -> pipeline.close());
    try {
      run.executor().execute(run.parentRun().wrap(work));
    } catch (Throwable refused) {
      future.completeExceptionally(refused);
    }
    return future;
  }

  /**
   * Publishes the chunks; each subscription is a run.
   *
   * @param runnel what runs
   * @param input its input
   * @param config the runs' configuration
   * @param <I> the input
   * @param <C> the chunks
   * @return the publisher
   */
  public static <I, C> Flow.Publisher<C> publish(
      Runnel<I, C, ?> runnel, I input, RunConfig config) {
    if (input == null) {
      throw new NullChunkException("The input of '" + runnel.name() + "' is null.");
    }
    RunConfig parented = inCurrentRun(config);
    String place = DroppedStreams.here();
    return new StreamPublisher<>(
        () -> held(root(runnel, input, parented, true, place)),
        Run.of(runnel, runnel.config().merge(parented), true).executor());
  }

  /**
   * Runs many inputs and waits.
   *
   * @param runnel what runs
   * @param inputs the inputs
   * @param options how
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the outcomes, in the order of the inputs
   */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <I, C, O> BatchResult<O> batch(
      Runnel<I, C, O> runnel, List<? extends I> inputs, BatchOptions options) {
    Outcome<O>[] outcomes = new Outcome[inputs.size()];
    new BatchStream<>(batchWork(runnel, inputs, options), null)
        .forEach(done -> outcomes[done.index()] = done.outcome());
    return new BatchResult<>(Arrays.asList(outcomes));
  }

  /**
   * Runs many inputs and streams their outcomes.
   *
   * @param runnel what runs
   * @param inputs the inputs
   * @param options how
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the outcomes, in the order of completion
   */
  public static <I, C, O> ChunkStream<Indexed<O>> batchAsCompleted(
      Runnel<I, C, O> runnel, List<? extends I> inputs, BatchOptions options) {
    return new BatchStream<>(batchWork(runnel, inputs, options), DroppedStreams.here());
  }

  private static <I, C, O> BatchWork<I, C, O> batchWork(
      Runnel<I, C, O> runnel, List<? extends I> inputs, BatchOptions options) {
    return new BatchWork<>(runnel, inputs, options.withConfig(inCurrentRun(options.config())));
  }

  /** Binds a configuration to the run that is current now, for work that starts elsewhere. */
  private static RunConfig inCurrentRun(RunConfig config) {
    RunContext current = CurrentRun.get();
    return config.parent().isPresent() || current == CurrentRun.DETACHED
        ? config
        : config.withParent(current);
  }

  /** Returns the run whose chunks a pipeline gives. */
  public static Run runOf(Pipeline<?> pipeline) {
    return pipeline.scope.run();
  }
}
