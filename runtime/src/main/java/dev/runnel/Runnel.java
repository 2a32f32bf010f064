package dev.runnel;

import dev.runnel.annotations.RunType;
import dev.runnel.engine.Runs;
import dev.runnel.engine.call.EventStream;
import dev.runnel.engine.wrap.Compositions;
import dev.runnel.event.EventOptions;
import dev.runnel.event.RunListener;
import dev.runnel.event.StreamEvent;
import dev.runnel.json.JsonPatch;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * Anything that runs: it takes an input, streams chunks, and gives a whole. Chains, models,
 * parsers, retrievers and tools are runnels.
 *
 * <p>An implementation provides {@link #open} and {@link #whole}; all the rest stands on them. A
 * runnel is immutable and may be used by many threads at the same time; each run has its own state.
 *
 * <pre>{@code
 * Runnel<String, String, String> joke = jokes.joke();
 * joke.stream("parrots").forEach(System.out::print);   // chunk by chunk
 * String whole = joke.invoke("parrots");               // the same, added up
 * }</pre>
 *
 * <p>An exception of a step reaches the caller as it was thrown, a checked one inside a {@link
 * StepException}, with a suppressed {@link StepTrail} that names the step.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public interface Runnel<I, C, O> {
  /**
   * Opens the chunks of one run. For implementations and the engine; users call {@link #stream}.
   *
   * <p>It must not keep state of a run in the runnel itself. The stream's {@link ChunkStream#close}
   * must end a wait of another thread in {@link ChunkStream#next}.
   *
   * @param input the input
   * @param run the run: already this runnel's own
   * @return the chunks
   */
  ChunkStream<C> open(I input, RunContext run);

  /**
   * Returns how the chunks become the whole.
   *
   * @return the rule
   */
  Whole<C, O> whole();

  /**
   * Returns the name of its runs in events.
   *
   * @return the name
   */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * Returns the kind of work.
   *
   * @return the type
   */
  default RunType type() {
    return RunType.CHAIN;
  }

  /**
   * Returns what is laid under the configuration of each call.
   *
   * @return the configuration; {@link #withConfig} sets it
   */
  default RunConfig config() {
    return RunConfig.DEFAULT;
  }

  /**
   * Runs to the end and returns the whole.
   *
   * @param input the input
   * @return the whole of what {@link #stream} streams
   */
  default O invoke(I input) {
    return Runs.invoke(this, input, RunConfig.DEFAULT);
  }

  /**
   * Runs to the end and returns the whole.
   *
   * @param input the input
   * @param config the run's name, tags and the like
   * @return the whole of what {@link #stream} streams
   */
  default O invoke(I input, RunConfig config) {
    return Runs.invoke(this, input, config);
  }

  /**
   * Streams the chunks of a run, which starts when the first one is asked for.
   *
   * @param input the input
   * @return the chunks; read them to the end, or close them
   */
  default ChunkStream<C> stream(I input) {
    return Runs.stream(this, input, RunConfig.DEFAULT);
  }

  /**
   * Streams the chunks of a run, which starts when the first one is asked for.
   *
   * @param input the input
   * @param config the run's name, tags and the like
   * @return the chunks; read them to the end, or close them
   */
  default ChunkStream<C> stream(I input, RunConfig config) {
    return Runs.stream(this, input, config);
  }

  /**
   * Runs on another thread. Cancelling the future cancels the run.
   *
   * @param input the input
   * @return the whole, or the error as the run threw it
   */
  default CompletableFuture<O> invokeAsync(I input) {
    return Runs.invokeAsync(this, input, RunConfig.DEFAULT);
  }

  /**
   * Runs on another thread. Cancelling the future cancels the run.
   *
   * @param input the input
   * @param config the run's name, tags and the like
   * @return the whole, or the error as the run threw it
   */
  default CompletableFuture<O> invokeAsync(I input, RunConfig config) {
    return Runs.invokeAsync(this, input, config);
  }

  /**
   * Publishes the chunks by the rules of Reactive Streams; each subscription is a run of its own.
   * Cancelling the subscription cancels the run.
   *
   * @param input the input
   * @return the publisher; it holds a thread only while there is demand
   */
  default Flow.Publisher<C> publish(I input) {
    return Runs.publish(this, input, RunConfig.DEFAULT);
  }

  /**
   * Publishes the chunks by the rules of Reactive Streams; each subscription is a run of its own.
   * Cancelling the subscription cancels the run.
   *
   * @param input the input
   * @param config the run's name, tags and the like
   * @return the publisher; it holds a thread only while there is demand
   */
  default Flow.Publisher<C> publish(I input, RunConfig config) {
    return Runs.publish(this, input, config);
  }

  /**
   * Runs many inputs, some at the same time, and waits for all of them.
   *
   * @param inputs the inputs
   * @param options how many at the same time, and the runs' configuration
   * @return each input's value or failure, in the order of the inputs
   */
  default BatchResult<O> batch(List<? extends I> inputs, BatchOptions options) {
    return Runs.batch(this, inputs, options);
  }

  /**
   * Runs many inputs, some at the same time, and streams each outcome as it comes. Closing the
   * stream cancels the rest.
   *
   * @param inputs the inputs
   * @param options how many at the same time, and the runs' configuration
   * @return each input's place and outcome, in the order of completion
   */
  default ChunkStream<Indexed<O>> batchAsCompleted(List<? extends I> inputs, BatchOptions options) {
    return Runs.batchAsCompleted(this, inputs, options);
  }

  /**
   * Streams all that a run and the runs below it do, in the second version's shape.
   *
   * @param input the input
   * @return the events
   * @see #streamEvents(Object, EventOptions, RunConfig)
   */
  default ChunkStream<StreamEvent> streamEvents(I input) {
    return EventStream.events(this, input, EventOptions.DEFAULT, RunConfig.DEFAULT);
  }

  /**
   * Streams what a run and the runs below it do.
   *
   * @param input the input
   * @param options which events, and in which shape
   * @return the events
   * @see #streamEvents(Object, EventOptions, RunConfig)
   */
  default ChunkStream<StreamEvent> streamEvents(I input, EventOptions options) {
    return EventStream.events(this, input, options, RunConfig.DEFAULT);
  }

  /**
   * Streams what a run and the runs below it do. The run works on a thread of its own, starts when
   * the first event is asked for, and waits where its reader is slow. Its failure is thrown after
   * its last event. Closing the stream cancels the run.
   *
   * @param input the input
   * @param options which events, and in which shape
   * @param config the run's name, tags and the like
   * @return the events; read them to the end, or close them
   */
  default ChunkStream<StreamEvent> streamEvents(I input, EventOptions options, RunConfig config) {
    return EventStream.events(this, input, options, config);
  }

  /**
   * Streams the log of a run as patches, which {@link dev.runnel.event.RunLog} folds into its
   * state. It runs as {@link #streamEvents(Object, EventOptions, RunConfig)} does.
   *
   * @param input the input
   * @param options which runs below the root are logged; the root always is
   * @return the patches; read them to the end, or close them
   */
  default ChunkStream<JsonPatch> streamLog(I input, EventOptions options) {
    return EventStream.log(this, input, options, RunConfig.DEFAULT);
  }

  /**
   * Streams the log of a run as patches.
   *
   * @param input the input
   * @param options which runs below the root are logged; the root always is
   * @param config the run's name, tags and the like
   * @return the patches; read them to the end, or close them
   * @see #streamLog(Object, EventOptions)
   */
  default ChunkStream<JsonPatch> streamLog(I input, EventOptions options, RunConfig config) {
    return EventStream.log(this, input, options, config);
  }

  /**
   * Lays a configuration under each run of this runnel.
   *
   * @param config the configuration; that of a call wins over it
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withConfig(RunConfig config) {
    return Compositions.configured(this, config);
  }

  /**
   * Lets listeners hear each run of this runnel, and all runs below it.
   *
   * @param listeners the listeners
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withListeners(RunListener... listeners) {
    return withConfig(RunConfig.DEFAULT.withListeners(listeners));
  }

  /**
   * Tries again when a run fails, as long as no chunk of it has reached a reader that does not
   * collect: so {@link #invoke} is tried again at any point, and {@link #stream} until its first
   * chunk. Each attempt is a run below this one's.
   *
   * @param policy how often, how soon and after which errors
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withRetry(RetryPolicy policy) {
    return Compositions.retrying(this, policy);
  }

  /**
   * Runs another runnel when this one fails, as long as no chunk has reached a reader that does not
   * collect. If both fail, the error of this one goes on, with the other's suppressed.
   *
   * @param fallback what is tried after this one; its chunks are added up by this one's rule
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withFallbacks(Runnel<? super I, ? extends C, ?> fallback) {
    return Compositions.withFallbacks(this, List.of(fallback));
  }

  /**
   * Runs other runnels when this one fails, as long as no chunk has reached a reader that does not
   * collect. If all fail, the error of this one goes on, with the others' suppressed.
   *
   * @param first what is tried after this one
   * @param second what is tried last
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withFallbacks(
      Runnel<? super I, ? extends C, ?> first, Runnel<? super I, ? extends C, ?> second) {
    return Compositions.withFallbacks(this, List.of(first, second));
  }

  /**
   * Runs other runnels when this one fails, as long as no chunk has reached a reader that does not
   * collect. If all fail, the error of this one goes on, with the others' suppressed.
   *
   * @param fallbacks what is tried after this one, in this order
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withFallbacks(
      List<? extends Runnel<? super I, ? extends C, ?>> fallbacks) {
    return Compositions.withFallbacks(this, fallbacks);
  }

  /**
   * Limits how long each run may take; one that takes longer is cancelled, and its reader gets a
   * {@link RunTimeoutException}.
   *
   * @param policy the limits
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withTimeout(TimeoutPolicy policy) {
    return Compositions.limited(this, policy);
  }

  /**
   * Shows what this runnel is made of.
   *
   * @return its graph; a single step where nothing is known of its inside
   */
  default Graph graph() {
    return Graph.step(config().name().orElseGet(this::name), type());
  }

  /**
   * Binds the input, for a routing step to return.
   *
   * @param input the input
   * @return the call, not yet running
   */
  default Call<C, O> call(I input) {
    return Call.of(this, input);
  }

  /**
   * Lets another runnel read this one's chunks as they come.
   *
   * @param next what reads the chunks
   * @param <D> its chunks
   * @param <P> its whole
   * @return the two as one sequence
   */
  default <D, P> Runnel<I, D, P> pipe(StreamRunnel<? super C, D, P> next) {
    return Compositions.pipe(this, next);
  }

  /**
   * Lets another runnel read this one's whole when it is there.
   *
   * @param next what reads the whole
   * @param <D> its chunks
   * @param <P> its whole
   * @return the two as one sequence
   */
  default <D, P> Runnel<I, D, P> then(Runnel<? super O, D, P> next) {
    return Compositions.then(this, next);
  }
}
