package dev.runnel.engine.call;

import dev.runnel.BatchOptions;
import dev.runnel.BatchResult;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunDefaults;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.TextReader;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Transformer;
import dev.runnel.engine.LimitedWork;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Pipelines;
import dev.runnel.engine.Task;
import dev.runnel.engine.run.CurrentRun;
import dev.runnel.engine.run.DroppedStreams;
import dev.runnel.engine.run.InstalledDefaults;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.run.StackReserve;
import dev.runnel.engine.run.Threads;
import dev.runnel.engine.stream.StreamPublisher;
import dev.runnel.engine.stream.SubscribedStream;
import dev.runnel.engine.stream.TransformerStream;
import dev.runnel.engine.wrap.ComposedSequence;
import dev.runnel.engine.wrap.ConfiguredRunnel;
import dev.runnel.engine.wrap.FallbackRunnel;
import dev.runnel.engine.wrap.RetryRunnel;
import dev.runnel.engine.wrap.StreamForm;
import dev.runnel.engine.wrap.TextForm;
import dev.runnel.engine.wrap.TimedRunnel;
import dev.runnel.event.EventOptions;
import dev.runnel.event.StreamEvent;
import dev.runnel.json.JsonPatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one door from the API into the engine. What each method does is said where the API offers it,
 * mostly at {@link Runnel}.
 */
public final class Engine {
  private Engine() {}

  // ---- calling

  public static <I, C, O> O invoke(CustomRunnel<I, C, O> runnel, I input) {
    return Pipelines.collect(Pipelines.root(runnel, input, RunConfig.DEFAULT, false, null), runnel);
  }

  public static <I, C> ChunkStream<C> stream(CustomRunnel<I, C, ?> runnel, I input) {
    return stream(runnel, input, RunConfig.DEFAULT, DroppedStreams.here());
  }

  private static <I, C> ChunkStream<C> stream(
      CustomRunnel<I, C, ?> runnel, I input, RunConfig config, String openedAt) {
    return Pipelines.held(Pipelines.root(runnel, input, config, true, openedAt));
  }

  public static <I, C, O> O stream(
      CustomRunnel<I, C, O> runnel, I input, Consumer<? super C> onChunk) {
    return Pipelines.collect(
        Pipelines.root(runnel, input, RunConfig.DEFAULT, true, null), runnel, onChunk);
  }

  public static <T, C> ChunkStream<C> transform(
      CustomStreamRunnel<T, C, ?> runnel, ChunkStream<T> chunks) {
    return Pipelines.held(Pipelines.rootOfStream(runnel, chunks));
  }

  public static <I, C, O> CompletableFuture<O> invokeAsync(CustomRunnel<I, C, O> runnel, I input) {
    Pipeline<C> pipeline = Pipelines.root(runnel, input, RunConfig.DEFAULT, false, null);
    Run run = (Run) Pipelines.contextOf(pipeline);
    CompletableFuture<O> future = new CompletableFuture<>();
    Runnable work =
        () -> {
          try {
            future.complete(Pipelines.collect(pipeline, runnel));
          } catch (Throwable failure) {
            future.completeExceptionally(failure);
          }
        };
    // Whoever else completes the future, by cancelling or by a timeout, wants no result.
    future.whenComplete((value, failure) -> pipeline.close());
    try {
      LimitedWork.of(pipeline, runnel, future::completeExceptionally)
          .execute(run.parentRun().wrap(work));
    } catch (Throwable refused) {
      future.completeExceptionally(refused);
    }
    return future;
  }

  /** Reads a publisher. */
  @SuppressWarnings("unchecked") // a publisher only gives
  public static <C> ChunkStream<C> published(Flow.Publisher<? extends C> chunks) {
    return new SubscribedStream<>((Flow.Publisher<C>) chunks);
  }

  public static <I, C> Flow.Publisher<C> publish(CustomRunnel<I, C, ?> runnel, I input) {
    Pipelines.checkInput(runnel, input);
    RunConfig parented = inCurrentRun(runnel, RunConfig.DEFAULT);
    String openedAt = DroppedStreams.here();
    return new StreamPublisher<>(
        () -> {
          Pipeline<C> pipeline = Pipelines.root(runnel, input, parented, true, openedAt);
          return new StreamPublisher.Source<>(
              Pipelines.held(pipeline), LimitedWork.of(pipeline, runnel, failure -> {}));
        });
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  public static <I, C, O> BatchResult<O> batch(
      CustomRunnel<I, C, O> runnel, List<? extends I> inputs, BatchOptions options) {
    Outcome<O>[] outcomes = new Outcome[inputs.size()];
    new BatchStream<>(listWork(runnel, inputs, options), null)
        .forEach(done -> outcomes[done.index()] = done.outcome());
    return new BatchResult<>(Arrays.asList(outcomes));
  }

  public static <I, C, O> ChunkStream<Indexed<O>> batchAsCompleted(
      CustomRunnel<I, C, O> runnel, List<? extends I> inputs, BatchOptions options) {
    return new BatchStream<>(listWork(runnel, inputs, options), DroppedStreams.here());
  }

  public static <I, C, O> ChunkStream<Indexed<O>> batchAsCompleted(
      CustomRunnel<I, C, O> runnel, Iterator<? extends I> inputs, BatchOptions options) {
    return new BatchStream<>(
        batchWork(runnel, inputs, options.maxConcurrency(), options), DroppedStreams.here());
  }

  private static <I, C, O> BatchWork<I, C, O> listWork(
      CustomRunnel<I, C, O> runnel, List<? extends I> inputs, BatchOptions options) {
    int workers = Math.min(options.maxConcurrency(), inputs.size());
    return batchWork(runnel, new ArrayList<>(inputs).iterator(), workers, options);
  }

  private static <I, C, O> BatchWork<I, C, O> batchWork(
      CustomRunnel<I, C, O> runnel,
      Iterator<? extends I> inputs,
      int workers,
      BatchOptions options) {
    RunConfig config = inCurrentRun(runnel, options.config());
    return new BatchWork<>(runnel, inputs, workers, options.withConfig(config));
  }

  /** Binds a configuration to the run that is current now, for work that starts elsewhere. */
  private static RunConfig inCurrentRun(CustomRunnel<?, ?, ?> runnel, RunConfig config) {
    RunContext current = CurrentRun.get();
    boolean isFree = runnel.config().merge(config).parent().isEmpty();
    return isFree && current != CurrentRun.DETACHED ? config.withParent(current) : config;
  }

  public static <I> ChunkStream<StreamEvent> events(
      CustomRunnel<I, ?, ?> runnel, I input, EventOptions options) {
    return EventStream.events(runnel, input, options);
  }

  public static <I> ChunkStream<JsonPatch> log(
      CustomRunnel<I, ?, ?> runnel, I input, EventOptions options) {
    return EventStream.log(runnel, input, options);
  }

  // ---- wrapping

  public static <I, C, O> CustomRunnel<I, C, O> configured(
      CustomRunnel<I, C, O> runnel, RunConfig config) {
    return ConfiguredRunnel.of(runnel, config);
  }

  public static <T, C, O> CustomStreamRunnel<T, C, O> configured(
      CustomStreamRunnel<T, C, O> runnel, RunConfig config) {
    return StreamForm.of(ConfiguredRunnel.of(runnel, config));
  }

  public static <I, C, O> CustomRunnel<I, C, O> retrying(
      CustomRunnel<I, C, O> runnel, RetryPolicy policy) {
    return new RetryRunnel<>(runnel, policy);
  }

  public static <T, C, O> CustomStreamRunnel<T, C, O> retrying(
      CustomStreamRunnel<T, C, O> runnel, RetryPolicy policy) {
    return StreamForm.of(new RetryRunnel<>(runnel, policy));
  }

  public static <I, C, O> CustomRunnel<I, C, O> withFallbacks(
      CustomRunnel<I, C, O> first, List<? extends Runnel<? super I, ? extends C, ?>> fallbacks) {
    return new FallbackRunnel<>(first, fallbacks);
  }

  public static <T, C, O> CustomStreamRunnel<T, C, O> withFallbacks(
      CustomStreamRunnel<T, C, O> first,
      List<? extends Runnel<? super T, ? extends C, ?>> fallbacks) {
    return StreamForm.of(new FallbackRunnel<>(first, fallbacks));
  }

  public static <I, C, O> CustomRunnel<I, C, O> limited(
      CustomRunnel<I, C, O> runnel, TimeoutPolicy policy) {
    return TimedRunnel.of(runnel, policy);
  }

  public static <T, C, O> CustomStreamRunnel<T, C, O> limited(
      CustomStreamRunnel<T, C, O> runnel, TimeoutPolicy policy) {
    return StreamForm.of(TimedRunnel.of(runnel, policy));
  }

  public static <I, C, D, P> RunnableSequence<I, D, P> pipe(
      CustomRunnel<I, C, ?> first, CustomStreamRunnel<? super C, D, P> next) {
    return ComposedSequence.piped(first, next);
  }

  public static <I, O, D, P> RunnableSequence<I, D, P> then(
      CustomRunnel<I, ?, O> first, CustomRunnel<? super O, D, P> next) {
    return ComposedSequence.joined(first, next);
  }

  public static <I, D, P> RunnableSequence<I, D, P> pipe(
      CustomRunnel<I, ?, ?> first, TextReader<D, P> next) {
    return ComposedSequence.piped(first, TextForm.of(first, next.implementation()));
  }

  public static <I, D, P> RunnableSequence<I, D, P> then(
      CustomRunnel<I, ?, ?> first, TextReader<D, P> next) {
    return ComposedSequence.joined(first, TextForm.of(first, next.implementation()));
  }

  // ---- the rest

  public static <T, C> ChunkStream<C> transformed(
      ChunkStream<T> chunks, Transformer<T, C> transformer, String name) {
    return new TransformerStream<>(chunks, transformer, name);
  }

  /** Starts work on a thread of its own that ends with a run; closing the result ends it before. */
  public static AutoCloseable start(RunContext run, Runnable work) {
    return Task.startIn((Run) run, work);
  }

  /** Returns the run that is current on this thread; outside of any run, one without parent. */
  public static RunContext currentRun() {
    return CurrentRun.get();
  }

  /** Lays a configuration below those of all runs, or of those that start in an application. */
  public static RunDefaults.Installation install(
      RunConfig config, @Nullable ClassLoader application) {
    return InstalledDefaults.install(config, application)::run;
  }

  /** Tells whether the thread's stack has room for a change of what runs share. */
  public static boolean hasStack() {
    return StackReserve.hasSome();
  }

  public static Executor defaultExecutor() {
    return Threads.defaultExecutor();
  }
}
