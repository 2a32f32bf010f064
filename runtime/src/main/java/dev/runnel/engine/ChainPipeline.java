package dev.runnel.engine;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is the base of generated pipelines: what their steps call beside the author's methods.
 *
 * <p>A whole-value step is {@code begin(STEP, inputs)} and {@code result(STEP, steps.method(...))}.
 * A step that reads chunks is, for each chunk, {@code enter(STEP)}, the call, and {@code
 * chunk(STEP, value)}; at the end of the source, {@code end(STEP)}.
 *
 * @param <C> the chunks
 */
public abstract class ChainPipeline<C> extends Pipeline<C> {
  /**
   * Makes the pipeline that gives the chunks of a chain's run.
   *
   * @param plan the chain's steps
   * @param run the chain's run
   * @param input the chain's input; null if it reads a stream
   */
  protected ChainPipeline(Plan plan, RunContext run, @Nullable Object input) {
    this(new Scope(plan, run));
    if (watch != null) {
      watch.chainInput(input);
    }
  }

  private ChainPipeline(Scope scope) {
    super(scope, scope.resources(), true);
  }

  /**
   * Makes a part of a run, which another pipeline of that run reads.
   *
   * @param reader the pipeline that reads it, and closes it when it is closed
   */
  protected ChainPipeline(ChainPipeline<?> reader) {
    super(reader.scope, new Resources(), false);
    reader.resources.own(this);
  }

  // ---- steps that read a whole

  /**
   * Starts a step that reads no data.
   *
   * @param step the step
   */
  protected final void begin(int step) {
    at = step;
    if (watch != null) {
      watch.start(step, null, null, resources);
    }
  }

  /**
   * Starts a step with its one input.
   *
   * @param step the step
   * @param input its input
   */
  protected final void begin(int step, @Nullable Object input) {
    at = step;
    if (watch != null) {
      watch.start(step, input, null, resources);
    }
  }

  /**
   * Starts a step with several inputs, in the order of its parameters.
   *
   * @param step the step
   * @param first the first input
   * @param second the second input
   */
  protected final void begin(int step, @Nullable Object first, @Nullable Object second) {
    at = step;
    if (watch != null) {
      watch.start(step, named(step, first, second), null, resources);
    }
  }

  /**
   * Starts a step with many inputs, in the order of its parameters.
   *
   * @param step the step
   * @param inputs the inputs
   */
  protected final void beginAll(int step, @Nullable Object... inputs) {
    at = step;
    if (watch != null) {
      watch.start(step, named(step, inputs), null, resources);
    }
  }

  private NamedInputs named(int step, @Nullable Object... inputs) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    List<Plan.Read> reads = scope.plan().step(step).reads();
    for (int i = 0; i < inputs.length; i++) {
      named.put(reads.get(i).parameter(), inputs[i]);
    }
    return new NamedInputs(named);
  }

  /**
   * Ends a step that gives one value.
   *
   * @param step the step
   * @param value what it gave
   * @param <R> its type
   * @return the value, not null
   */
  protected final <R> R result(int step, @Nullable R value) {
    R given = given(step, value);
    if (watch != null) {
      watch.chunk(step, given);
      watch.end(step);
    }
    return given;
  }

  /**
   * Checks what a step gave.
   *
   * @param step the step
   * @param value what it gave
   * @param <R> its type
   * @return the value, not null
   */
  protected final <R> R given(int step, @Nullable R value) {
    if (value == null) {
      throw nullFrom(step);
    }
    return value;
  }

  // ---- steps that read chunks

  /**
   * Starts to work on a chunk.
   *
   * @param step the step
   */
  protected final void enter(int step) {
    at = step;
    if (watch != null) {
      watch.start(step, null, null, resources);
    }
  }

  /**
   * Checks and reports a chunk that a step gave.
   *
   * @param step the step
   * @param chunk the chunk
   */
  protected final void chunk(int step, @Nullable Object chunk) {
    if (chunk == null) {
      throw nullFrom(step);
    }
    if (watch != null) {
      watch.chunk(step, chunk);
    }
  }

  /**
   * Ends a step whose source has ended.
   *
   * @param step the step
   */
  protected final void end(int step) {
    if (watch != null) {
      watch.start(step, null, null, resources);
      watch.end(step);
    }
  }

  // ---- what a step may take or return

  /**
   * Gives the run of a step, for a parameter of that type.
   *
   * @param step the step
   * @return the run
   */
  protected final RunContext context(int step) {
    return scope.stepRun(step, null);
  }

  /**
   * Opens a component with a whole input.
   *
   * @param step the step
   * @param component the component
   * @param input its input
   * @param <I> the input
   * @param <R> the chunks
   * @return the chunks; closed with this pipeline
   */
  protected final <I, R> ChunkStream<R> open(
      int step, @Nullable Runnel<? super I, R, ?> component, I input) {
    at = step;
    Runnel<? super I, R, ?> known = component(step, component);
    Run run = scope.stepRun(step, known);
    if (watch != null) {
      watch.start(step, input, known, resources);
    }
    return owned(given(step, known.open(input, run)));
  }

  /**
   * Opens a component that reads a stream.
   *
   * @param step the step
   * @param component the component
   * @param chunks what it reads
   * @param <T> the chunks that it reads
   * @param <R> the chunks that it gives
   * @return the chunks; closed with this pipeline
   */
  protected final <T, R> ChunkStream<R> openStream(
      int step, @Nullable StreamRunnel<T, R, ?> component, ChunkStream<T> chunks) {
    at = step;
    StreamRunnel<T, R, ?> known = component(step, component);
    Run run = scope.stepRun(step, known);
    if (watch != null) {
      watch.start(step, null, known, resources);
    }
    return owned(given(step, known.openStream(chunks, run)));
  }

  /**
   * Makes the transformer of a component for this run.
   *
   * @param step the step
   * @param component the component
   * @param <T> the chunks that it reads
   * @param <R> the chunks that it gives
   * @return the transformer
   */
  protected final <T, R> Transformer<T, R> transformer(
      int step, @Nullable TransformerRunnel<T, R, ?> component) {
    at = step;
    TransformerRunnel<T, R, ?> known = component(step, component);
    scope.stepRun(step, known);
    return given(step, known.newTransformer());
  }

  private <T> T component(int step, @Nullable T component) {
    if (component == null) {
      throw new NullChunkException(
          "The component of step '"
              + scope.stepName(step)
              + "' of chain '"
              + scope.plan().name()
              + "' is null. Its method must return a component.");
    }
    return component;
  }

  /**
   * Opens the call that a routing step returned.
   *
   * @param step the step
   * @param call the call
   * @param <R> the chunks
   * @return the chunks; closed with this pipeline
   */
  protected final <R> ChunkStream<R> open(int step, @Nullable Call<R, ?> call) {
    return owned(given(step, call).stream());
  }

  /**
   * Reads a stream that a step returned.
   *
   * @param step the step
   * @param chunks the stream
   * @param <R> the chunks
   * @return its iterator; the stream is closed with this pipeline
   */
  protected final <R> Iterator<R> open(int step, @Nullable ChunkStream<R> chunks) {
    return owned(given(step, chunks));
  }

  /**
   * Reads a stream of the JDK that a step returned.
   *
   * @param step the step
   * @param chunks the stream
   * @param <R> the chunks
   * @return its iterator; the stream is closed with this pipeline
   */
  protected final <R> Iterator<R> open(int step, @Nullable Stream<R> chunks) {
    Stream<R> stream = given(step, chunks);
    own(stream);
    return stream.iterator();
  }

  /**
   * Reads an iterable that a step returned.
   *
   * @param step the step
   * @param chunks the iterable; closed with this pipeline if it can be closed
   * @param <R> the chunks
   * @return its iterator
   */
  protected final <R> Iterator<R> open(int step, @Nullable Iterable<R> chunks) {
    Iterable<R> iterable = given(step, chunks);
    if (iterable instanceof AutoCloseable closeable) {
      own(closeable);
    }
    return open(step, iterable.iterator());
  }

  /**
   * Reads an iterator that a step returned.
   *
   * @param step the step
   * @param chunks the iterator; closed with this pipeline if it can be closed
   * @param <R> the chunks
   * @return the iterator
   */
  protected final <R> Iterator<R> open(int step, @Nullable Iterator<R> chunks) {
    Iterator<R> iterator = given(step, chunks);
    if (iterator instanceof AutoCloseable closeable) {
      own(closeable);
    }
    return iterator;
  }

  /**
   * Subscribes to a publisher that a step returned.
   *
   * @param step the step
   * @param chunks the publisher
   * @param <R> the chunks
   * @return its chunks; cancelled with this pipeline
   */
  protected final <R> Iterator<R> open(int step, Flow.@Nullable Publisher<R> chunks) {
    return owned(Publishers.subscribe(given(step, chunks)));
  }

  /**
   * Waits for a value that a step promised.
   *
   * @param step the step
   * @param promise the promise; cancelled with this pipeline if it can be
   * @param <R> the value
   * @return the value, not null
   * @throws Exception what the promise failed with
   */
  protected final <R> R await(int step, @Nullable CompletionStage<R> promise) throws Exception {
    CompletableFuture<R> future = given(step, promise).toCompletableFuture();
    if (!future.isDone()) {
      AutoCloseable cancel = () -> future.cancel(true);
      own(cancel);
      try {
        return given(step, future.get());
      } finally {
        resources.disown(cancel);
      }
    }
    return given(step, future.get());
  }

  /**
   * Gives a part of this run as a publisher, for a step that takes one.
   *
   * @param chunks the part
   * @param <R> the chunks
   * @return a publisher for one subscriber
   */
  protected final <R> Flow.Publisher<R> publisher(ChunkStream<R> chunks) {
    return Publishers.of(chunks, scope.run());
  }

  /**
   * Lets go of a stream that a step returned for one chunk, now that it has ended.
   *
   * @param chunks the stream
   * @throws Exception if closing fails
   */
  protected final void close(AutoCloseable chunks) throws Exception {
    resources.disown(chunks);
    chunks.close();
  }

  private <S extends AutoCloseable> S owned(S source) {
    own(source);
    return source;
  }

  private void own(AutoCloseable source) {
    resources.own(source);
  }

  // ---- parts of the run

  /**
   * Adds up a component's chunks: its whole is wanted, and nothing reads its chunks.
   *
   * @param step the component's step
   * @param chunks its chunks
   * @param whole how they add up
   * @param reader the step that wants the whole, or {@link Plan#INPUT} for the chain itself
   * @param <R> the chunks
   * @param <O> the whole
   * @return the whole
   */
  protected final <R, O> O collect(
      int step, ChunkStream<R> chunks, Whole<? super R, O> whole, int reader) {
    Collector<R, O> collector = new Collector<>(whole);
    chunks.forEach(
        chunk -> {
          at = step;
          chunk(step, chunk);
          collector.accept(chunk);
        });
    end(step);
    return collector.result(stepOf(step), stepOf(reader));
  }

  /**
   * Runs a part on this thread and adds up its chunks.
   *
   * @param part the part
   * @param whole how its chunks add up
   * @param giver the part's last step
   * @param reader the step that wants the whole
   * @param <R> the chunks
   * @param <O> the whole
   * @return the whole
   */
  protected final <R, O> O collect(
      ChainPipeline<R> part, Whole<? super R, O> whole, int giver, int reader) {
    at = reader;
    O value = part.collect(whole, stepOf(giver), stepOf(reader));
    resources.disown(part);
    return value;
  }

  /**
   * Runs a part on a thread of its own and adds up its chunks.
   *
   * @param part the part
   * @param whole how its chunks add up
   * @param giver the part's last step
   * @param reader the step that wants the whole
   * @param <R> the chunks
   * @param <O> the whole
   * @return the task that will have the whole
   */
  protected final <R, O> Task<O> fork(
      ChainPipeline<R> part, Whole<? super R, O> whole, int giver, int reader) {
    Scope common = scope;
    String giverName = stepOf(giver);
    String readerName = stepOf(reader);
    Task<O> task =
        new Task<>(
            common.resources(),
            () -> {
              try {
                return part.collect(whole, giverName, readerName);
              } catch (Throwable failure) {
                common.fail(CALLER, failure);
                throw failure;
              }
            });
    common.resources().own(task);
    common.run().executor().execute(common.run().parentRun().wrap(task));
    return task;
  }

  /**
   * Lets several readers read one part, which runs once.
   *
   * @param part the part
   * @param readers how many
   * @param <R> the chunks
   * @return the part, to be read by {@link Shared#reader}
   */
  protected final <R> Shared<R> share(ChainPipeline<R> part, int readers) {
    return new Shared<>(part, readers);
  }

  private String stepOf(int step) {
    return step == Plan.INPUT
        ? "Chain '" + scope.plan().name() + "'"
        : "Step '" + scope.stepName(step) + "'";
  }
}
