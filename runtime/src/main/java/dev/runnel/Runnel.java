package dev.runnel;

import dev.runnel.engine.call.Engine;
import dev.runnel.event.EventOptions;
import dev.runnel.event.RunListener;
import dev.runnel.event.StreamEvent;
import dev.runnel.json.JsonPatch;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * Anything that runs: it takes an input, streams chunks, and gives a whole. Chains, models,
 * parsers, retrievers and tools are runnels.
 *
 * <pre>{@code
 * Runnel<String, String, String> joke = jokes.joke();
 * joke.stream("parrots").forEach(System.out::print);   // chunk by chunk
 * String whole = joke.invoke("parrots");               // the same, added up
 * }</pre>
 *
 * <p>A runnel is immutable and may be used by many threads at the same time; each run has its own
 * state. To write one, implement {@link CustomRunnel}.
 *
 * <p>An exception of a step reaches the caller as it was thrown, a checked one inside a {@link
 * StepException}, with a suppressed {@link StepTrail} that names the step.
 *
 * <p>A run is <em>committed</em> when a chunk has reached a reader that does not just add chunks
 * up. Until then its work may be done again by {@linkplain #withRetry retries} and {@linkplain
 * #withFallbacks(Runnel) fallbacks}: a run of {@link #invoke} is not committed before its end, and
 * one of {@link #stream(Object)} is with its first chunk.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public interface Runnel<I, C, O> {
  /**
   * Returns what carries this runnel out. For those who implement runnels on top of others; users
   * need nothing of it.
   *
   * @return the implementation; a {@link CustomRunnel} is its own
   */
  CustomRunnel<I, C, O> implementation();

  /**
   * Runs to the end and returns the whole.
   *
   * @param input the input
   * @return the whole of what {@link #stream(Object)} streams
   * @throws EmptyStreamException if no chunk came, and there is no whole of nothing
   */
  default O invoke(I input) {
    return Engine.invoke(implementation(), input);
  }

  /**
   * Streams the chunks of a run, which starts when the first one is asked for.
   *
   * @param input the input
   * @return the chunks; read them to the end, or close them
   */
  default ChunkStream<C> stream(I input) {
    return Engine.stream(implementation(), input);
  }

  /**
   * Runs to the end, hands each chunk on as it comes, and returns the whole.
   *
   * @param input the input
   * @param onChunk takes the chunks, on the calling thread; what it throws cancels the run
   * @return the whole, as {@link #invoke} returns it
   * @throws EmptyStreamException if no chunk came, and there is no whole of nothing
   */
  default O stream(I input, Consumer<? super C> onChunk) {
    return Engine.stream(implementation(), input, onChunk);
  }

  /**
   * Runs on another thread. Cancelling the future cancels the run.
   *
   * @param input the input
   * @return the whole, or the error as the run threw it
   */
  default CompletableFuture<O> invokeAsync(I input) {
    return Engine.invokeAsync(implementation(), input);
  }

  /**
   * Publishes the chunks by the rules of Reactive Streams; each subscription is a run of its own.
   * Cancelling the subscription cancels the run.
   *
   * @param input the input
   * @return the publisher; it holds a thread only while there is demand
   */
  default Flow.Publisher<C> publish(I input) {
    return Engine.publish(implementation(), input);
  }

  /**
   * Runs many inputs, some at the same time, and waits for all of them.
   *
   * @param inputs the inputs
   * @return each input's value or failure, in the order of the inputs
   * @see BatchOptions#DEFAULT
   */
  default BatchResult<O> batch(List<? extends I> inputs) {
    return batch(inputs, BatchOptions.DEFAULT);
  }

  /**
   * Runs many inputs, some at the same time, and waits for all of them.
   *
   * @param inputs the inputs
   * @param options how many at the same time, and the runs' configuration
   * @return each input's value or failure, in the order of the inputs
   */
  default BatchResult<O> batch(List<? extends I> inputs, BatchOptions options) {
    return Engine.batch(implementation(), inputs, options);
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
    return Engine.batchAsCompleted(implementation(), inputs, options);
  }

  /**
   * Runs as many inputs as an iterator gives, some at the same time, and streams each outcome as it
   * comes. An input is taken when there is room for it, so that the inputs need not be in memory.
   * Closing the stream cancels the rest.
   *
   * @param inputs gives the inputs, on any thread, one at a time; what it throws is thrown when the
   *     runs that are open have ended and their outcomes were read
   * @param options how many at the same time, and the runs' configuration
   * @return each input's place and outcome, in the order of completion
   */
  default ChunkStream<Indexed<O>> batchAsCompleted(
      Iterator<? extends I> inputs, BatchOptions options) {
    return Engine.batchAsCompleted(implementation(), inputs, options);
  }

  /**
   * Streams all that a run and the runs below it do, in the second version's shape.
   *
   * @param input the input
   * @return the events
   * @see #streamEvents(Object, EventOptions)
   */
  default ChunkStream<StreamEvent> streamEvents(I input) {
    return streamEvents(input, EventOptions.DEFAULT);
  }

  /**
   * Streams what a run and the runs below it do. The run works on a thread of its own, starts when
   * the first event is asked for, and waits where its reader is slow. Its failure is thrown after
   * its last event. Closing the stream cancels the run.
   *
   * @param input the input
   * @param options which events, and in which shape
   * @return the events; read them to the end, or close them
   */
  default ChunkStream<StreamEvent> streamEvents(I input, EventOptions options) {
    return Engine.events(implementation(), input, options);
  }

  /**
   * Streams the log of a run as patches, with all runs below it.
   *
   * @param input the input
   * @return the patches
   * @see #streamLog(Object, EventOptions)
   */
  default ChunkStream<JsonPatch> streamLog(I input) {
    return streamLog(input, EventOptions.DEFAULT);
  }

  /**
   * Streams the log of a run as patches, which {@link dev.runnel.event.RunLog} folds into its
   * state. It runs as {@link #streamEvents(Object, EventOptions)} does.
   *
   * @param input the input
   * @param options which runs below the root are logged; the root always is
   * @return the patches; read them to the end, or close them
   */
  default ChunkStream<JsonPatch> streamLog(I input, EventOptions options) {
    return Engine.log(implementation(), input, options);
  }

  /**
   * Configures the runs of this runnel: their name, tags, metadata, listeners and the like.
   *
   * <pre>{@code
   * joke.withConfig(RunConfig.named("my joke").withTags("demo")).stream("parrots");
   * }</pre>
   *
   * @param config the configuration, laid over the one that this runnel has
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withConfig(RunConfig config) {
    return Engine.configured(implementation(), config);
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
   * Tries again when a run fails, until it is committed. Each attempt is a run below this one's.
   *
   * @param policy how often, how soon and after which errors
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withRetry(RetryPolicy policy) {
    return Engine.retrying(implementation(), policy);
  }

  /**
   * Runs another runnel when this one fails, unless the run is committed. If both fail, the error
   * of this one goes on, with the other's suppressed.
   *
   * @param fallback what is tried after this one; its chunks are added up by this one's rule
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withFallbacks(Runnel<? super I, ? extends C, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  /**
   * Runs other runnels when this one fails, unless the run is committed. If all fail, the error of
   * this one goes on, with the others' suppressed.
   *
   * @param fallbacks what is tried after this one, in this order; their chunks are added up by this
   *     one's rule
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withFallbacks(
      List<? extends Runnel<? super I, ? extends C, ?>> fallbacks) {
    return Engine.withFallbacks(implementation(), fallbacks);
  }

  /**
   * Limits how long each run may take; one that takes longer is cancelled, and its reader gets a
   * {@link RunTimeoutException}. Limits that it has already hold as well.
   *
   * @param policy the limits
   * @return a runnel that runs this one
   */
  default Runnel<I, C, O> withTimeout(TimeoutPolicy policy) {
    return Engine.limited(implementation(), policy);
  }

  /**
   * Lets another runnel read this one's chunks as they come.
   *
   * @param next what reads the chunks
   * @param <D> its chunks
   * @param <P> its whole
   * @return the two as one sequence
   */
  default <D, P> RunnableSequence<I, D, P> pipe(StreamRunnel<? super C, D, P> next) {
    return Engine.pipe(implementation(), next.implementation());
  }

  /**
   * Lets a reader of text, such as a parser, read the text of this one's chunks as they come: those
   * of a model, or of any other runnel whose chunks are text or {@link Textual}.
   *
   * @param next what reads the text
   * @param <D> its chunks
   * @param <P> its whole
   * @return the two as one sequence; it fails where a chunk is no text
   */
  default <D, P> RunnableSequence<I, D, P> pipe(TextReader<D, P> next) {
    return Engine.pipe(implementation(), next);
  }

  /**
   * Lets another runnel read this one's whole when it is there.
   *
   * @param next what reads the whole
   * @param <D> its chunks
   * @param <P> its whole
   * @return the two as one sequence
   */
  default <D, P> RunnableSequence<I, D, P> then(Runnel<? super O, D, P> next) {
    return Engine.then(implementation(), next.implementation());
  }

  /**
   * Lets a reader of text, such as a parser, read the text of this one's whole when it is there.
   *
   * @param next what reads the text
   * @param <D> its chunks
   * @param <P> its whole
   * @return the two as one sequence; it fails where the whole is no text
   */
  default <D, P> RunnableSequence<I, D, P> then(TextReader<D, P> next) {
    return Engine.then(implementation(), next);
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
   * Shows what this runnel is made of.
   *
   * @return its graph; a single step where nothing is known of its inside
   */
  default Graph graph() {
    return implementation().graph();
  }

  /**
   * Returns the JSON schemas of what this runnel takes and gives.
   *
   * @return the schemas; empty where nobody has said them: the compiler writes those of a chain
   *     that is annotated with {@code @Chain(schemas = true)}
   */
  default Optional<RunnelSchemas> schemas() {
    return implementation().schemas();
  }
}
