package dev.runnel.engine;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Emitter;
import dev.runnel.NullChunkException;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.SubscribedStream;
import dev.runnel.engine.whole.ChunkCollector;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated runs: what stands between the calls of an author's methods.
 *
 * <p>A step that reads wholes is {@code begin(STEP, inputs)} and {@code result(STEP,
 * steps.method(...))}. A step that reads chunks is, for each of them, {@code enter(STEP)}, the
 * call, and {@code chunk(STEP, value)}; when its source has ended, {@code end(STEP)}, or {@link
 * RelayPipeline} ends it. A component is {@code open(STEP, component, input)}. What leaves the last
 * step is {@code reader().accept(value)}.
 *
 * @param <C> the chunks
 */
public abstract class ChainPipeline<C> extends Pipeline<C> {
  /** What the steps have open; null until one has. */
  private @Nullable StepSources sources;

  /** Opens a run of a chain; the input is null if the chain reads a stream. */
  protected ChainPipeline(Plan plan, RunContext run, @Nullable Object input) {
    this(new Scope(plan, run));
    if (notifier != null) {
      notifier.chainInput(input);
    }
  }

  private ChainPipeline(Scope scope) {
    super(scope, scope.lifetime());
  }

  /** Makes a part of a run, for the pipeline of that run which reads it and closes it. */
  @SuppressWarnings("this-escape") // the reader only keeps it, to close it
  protected ChainPipeline(ChainPipeline<?> reader) {
    super(reader.scope, new ScopePart(reader.scope).lifetime());
    reader.lifetime.own(this);
  }

  // ---- steps that read wholes

  /** Starts a step with its inputs, in the order of its parameters. */
  protected final void begin(int step, @Nullable Object... inputs) {
    comeTo(step);
    if (notifier != null) {
      @Nullable Object input =
          switch (inputs.length) {
            case 0 -> null;
            case 1 -> inputs[0];
            default -> scope.plan().step(step).named(inputs);
          };
      notifier.start(step, input, null, lifetime);
      moveScope(step);
    }
  }

  /** Ends a step that gives one value, which must not be null. */
  protected final <R> R result(int step, @Nullable R value) throws Exception {
    R given = given(step, value);
    if (notifier != null) {
      closeScope();
      notifier.chunk(step, given);
      notifier.end(step);
    } else {
      scope.closeChildren(step);
    }
    closeOpened(step);
    return given;
  }

  /** Waits for a value that a step promised; the promise is cancelled with this pipeline. */
  protected final <R> R await(int step, @Nullable CompletionStage<? extends R> promise)
      throws Exception {
    CompletableFuture<? extends R> future = given(step, promise).toCompletableFuture();
    if (future.isDone()) {
      return given(step, future.get());
    }
    AutoCloseable cancel = () -> future.cancel(true);
    lifetime.own(cancel);
    R value = given(step, future.get());
    lifetime.disown(cancel);
    return value;
  }

  /** Returns what a step gave, unless it is null. */
  protected final <R> R given(int step, @Nullable R value) {
    if (value == null) {
      throw nullFrom(step);
    }
    return value;
  }

  /** Returns the run of a step, for a parameter of that type. */
  protected final RunContext context(int step) {
    return scope.stepRun(step, null);
  }

  // ---- steps that read chunks

  /** Starts to work on a chunk. */
  protected final void enter(int step) {
    currentStep = step;
    if (notifier != null) {
      notifier.start(step, null, null, lifetime);
      moveScope(step);
    }
  }

  /** Tells of a chunk that a step gave, which must not be null. */
  protected final <R> R chunk(int step, @Nullable R chunk) {
    if (chunk == null) {
      throw nullFrom(step);
    }
    if (notifier != null) {
      notifier.chunk(step, chunk);
    }
    return chunk;
  }

  /** Tells of the chunk that a step may have given; returns null if there is none. */
  @SuppressWarnings("OptionalAssignedToNull") // a step may give null by mistake
  protected final <R> @Nullable R maybe(int step, @Nullable Optional<? extends R> chunk) {
    if (chunk == null) {
      throw nullFrom(step);
    }
    if (notifier != null && chunk.isPresent()) {
      notifier.chunk(step, chunk.get());
    }
    return chunk.orElse(null);
  }

  /**
   * Gives control to the source of a step, to be asked for more.
   *
   * <p>The caller asks it, and not this class, as with {@link #reader}.
   */
  protected final <R> Iterator<R> source(int step, Iterator<R> chunks) {
    currentStep = step;
    moveScope(step, chunks);
    return chunks;
  }

  /** Closes what a call of a step has given, now that it has ended. */
  protected final void closeSource(int step) throws Exception {
    closeOpened(step);
  }

  /** Ends steps whose source has ended. */
  protected final void end(int... steps) {
    for (int step : steps) {
      end(step);
    }
  }

  final void end(int step) {
    if (notifier != null) {
      closeScope();
      notifier.start(step, null, null, lifetime);
      notifier.end(step);
    } else {
      scope.closeChildren(step);
    }
  }

  /** Makes the transformer of a component for this run. */
  protected final <T, R> Transformer<T, R> newTransformer(
      int step, @Nullable TransformerRunnel<T, R, ?> component) {
    currentStep = step;
    TransformerRunnel<T, R, ?> known = present(step, component);
    Run run = scope.stepRun(step, known);
    if (notifier != null) {
      notifier.component(step, known);
    } else if (!run.listeners().isEmpty()) {
      NotifyingTransformer<T, R> notifying = new NotifyingTransformer<>(known, run, scope, step);
      lifetime.own(notifying);
      return notifying;
    }
    return given(step, known.newTransformer());
  }

  /** Completes a transformer whose source has ended, and ends its step. */
  protected final <R> void complete(int step, Transformer<?, R> transformer, Emitter<R> out)
      throws Exception {
    enter(step);
    transformer.onComplete(out);
    rethrowDownstream();
    end(step);
  }

  // ---- components

  /** Opens a component with a whole input. */
  protected final <I, R> ChunkStream<R> open(
      int step, @Nullable Runnel<? super I, ? extends R, ?> component, I input) {
    comeTo(step);
    CustomRunnel<? super I, ? extends R, ?> known = present(step, component).implementation();
    Run run = scope.stepRun(step, known);
    if (notifier != null) {
      notifier.start(step, input, known, lifetime);
      moveScope(step);
    } else if (!run.listeners().isEmpty()) {
      return opened(step, Pipelines.open(known, input, run)); // only this component is listened to
    }
    return opened(step, Pipelines.limited(run, () -> known.open(input, run)));
  }

  /** Opens a component that reads a stream; a chain of the same class must have been made so. */
  protected final <T, R> ChunkStream<R> openStream(
      int step, @Nullable Runnel<T, ? extends R, ?> component, ChunkStream<T> chunks) {
    comeTo(step);
    CustomStreamRunnel<T, ? extends R, ?> known = reading(step, component).implementation();
    Run run = scope.stepRun(step, known);
    if (notifier != null) {
      notifier.start(step, null, known, lifetime);
      moveScope(step);
    } else if (!run.listeners().isEmpty()) {
      return opened(step, Pipelines.openStream(known, chunks, run));
    }
    return opened(step, Pipelines.limited(run, () -> known.openStream(chunks, run)));
  }

  /** Opens a guarded step for a chunk that it was entered with: a run below the step's own. */
  protected final <I, R> ChunkStream<R> call(
      int step, Runnel<? super I, ? extends R, ?> guarded, I chunk) {
    Run run = scope.stepRun(step, null);
    CustomRunnel<? super I, ? extends R, ?> called = guarded.implementation();
    // What has a configuration of its own needs a run of its own.
    boolean attempts = Attempting.is(called) && called.config() == RunConfig.DEFAULT;
    return opened(
        step, attempts ? called.open(chunk, run) : Pipelines.child(called, chunk, run, List.of()));
  }

  /** Returns the component that a step gave, which must not be null. */
  private <T> T present(int step, @Nullable T component) {
    if (component == null) {
      throw new NullChunkException(
          "The component of "
              + scope.sourceName(step)
              + " is null. Its method must return a component.");
    }
    return component;
  }

  /** Returns the component that a step gave, which must read a stream. */
  private <T, R> StreamRunnel<T, R, ?> reading(int step, @Nullable Runnel<T, R, ?> component) {
    Runnel<T, R, ?> known = present(step, component);
    if (known instanceof StreamRunnel<T, R, ?> reader) {
      return reader;
    }
    throw new ClassCastException(
        "Step '"
            + scope.stepName(step)
            + "' of chain '"
            + scope.plan().name()
            + "' must read a stream, but its method was overridden and gives "
            + known.getClass().getName()
            + ". Return a StreamRunnel.");
  }

  // ---- what steps return

  /** Reads what the call gives that a routing step returned. */
  protected final <R> ChunkStream<R> chunks(int step, @Nullable Call<? extends R, ?> call) {
    Call<? extends R, ?> made = given(step, call);
    scope.called(step, made.whole());
    return opened(step, made.stream());
  }

  /** Reads a stream of ours: one that a step returned, or that it is about to read. */
  protected final <R> ChunkStream<R> chunks(int step, @Nullable ChunkStream<? extends R> chunks) {
    ChunkStream<? extends R> stream = given(step, chunks);
    if (!isPart(stream)) {
      return opened(step, stream);
    }
    sources().keep(step, stream); // whoever made the part closes it with itself
    return narrowed(stream);
  }

  /** Reads a stream of the JDK that a step returned. */
  protected final <R> Iterator<R> chunks(int step, @Nullable Stream<? extends R> chunks) {
    Stream<? extends R> stream = given(step, chunks);
    sources().own(step, stream);
    return narrowed(stream.iterator());
  }

  /** Reads an iterable that a step returned; it and its iterator are closed if they can be. */
  protected final <R> Iterator<R> chunks(int step, @Nullable Iterable<? extends R> chunks) {
    Iterable<? extends R> iterable = given(step, chunks);
    if (!(iterable instanceof AutoCloseable all)) {
      return chunks(step, iterable.iterator());
    }
    sources().own(step, all);
    Iterator<? extends R> iterator = given(step, iterable.iterator());
    if (iterator != iterable && iterator instanceof AutoCloseable one) {
      sources().own(step, lifetime.disown(all) ? () -> closeBoth(one, all) : one);
    }
    return narrowed(iterator);
  }

  private static void closeBoth(AutoCloseable first, AutoCloseable second) throws Exception {
    try (second) {
      first.close();
    }
  }

  /** Reads an iterator that a step returned; it is closed if it can be. */
  protected final <R> Iterator<R> chunks(int step, @Nullable Iterator<? extends R> chunks) {
    Iterator<? extends R> iterator = given(step, chunks);
    if (iterator instanceof AutoCloseable closeable) {
      sources().own(step, closeable);
    }
    return narrowed(iterator);
  }

  /** Subscribes to a publisher that a step returned. */
  protected final <R> ChunkStream<R> chunks(
      int step, Flow.@Nullable Publisher<? extends R> chunks) {
    return opened(step, new SubscribedStream<>(given(step, chunks)));
  }

  private <R> ChunkStream<R> opened(int step, @Nullable ChunkStream<? extends R> chunks) {
    ChunkStream<? extends R> stream = given(step, chunks);
    sources().own(step, stream);
    return narrowed(stream);
  }

  @SuppressWarnings("unchecked") // what gives a subtype gives the type
  private static <R> ChunkStream<R> narrowed(ChunkStream<? extends R> chunks) {
    return (ChunkStream<R>) chunks;
  }

  @SuppressWarnings("unchecked") // what gives a subtype gives the type
  private static <R> Iterator<R> narrowed(Iterator<? extends R> chunks) {
    return (Iterator<R>) chunks;
  }

  // ---- wholes

  /** Opens a component and adds up its chunks for the step that reads their whole. */
  protected final <I, R, O> O collect(
      int step, @Nullable Runnel<? super I, R, O> component, I input, int reader) throws Exception {
    ChunkStream<R> chunks = open(step, component, input);
    return collect(step, chunks, present(step, component).implementation().whole(), reader);
  }

  /** Adds up the chunks of a step, or of a part of this run, for the step that reads the whole. */
  protected final <R, O> O collect(
      int step, Iterator<? extends R> chunks, Whole<? super R, O> whole, int reader)
      throws Exception {
    if (chunks instanceof ChunkStream<? extends R> stream
        && isPart(stream)
        && !isReturned(step, stream)) {
      currentStep = reader;
      O value = PartTask.whole(scope, stream, whole, step, reader);
      lifetime.disown(stream);
      return value;
    }
    currentStep = step;
    ChunkCollector<R, O> collector = ChunkCollector.of(CallSource.whole(chunks, whole));
    tellStartingAnew(step, chunks, collector::forget, false);
    chunks.forEachRemaining(
        chunk -> {
          currentStep = step;
          collector.accept(this.<R>chunk(step, chunk));
        });
    currentStep = step;
    closeOpened(step);
    end(step);
    return scope.wholeOf(collector, step, reader);
  }

  /**
   * Tells whether a step has returned the part that it reads: nobody has told of its own chunks.
   */
  private boolean isReturned(int step, ChunkStream<?> part) {
    @Nullable StepSources known = sources;
    return known != null && known.has(step, part);
  }

  /** Tells whether chunks come from a part of this run, whose steps have told of them. */
  private boolean isPart(ChunkStream<?> chunks) {
    return chunks instanceof Pipeline<?> pipeline
        ? pipeline.scope == scope
        : chunks instanceof Shared<?>.Reader;
  }

  // ---- other threads

  /** Opens a component on a thread of its own and adds up its chunks there. */
  protected final <I, R, O> Task<O> fork(
      int step, @Nullable Runnel<? super I, R, O> component, I input, int reader) {
    Runnel<? super I, R, O> known = present(step, component);
    return fork(
        step,
        new ComponentPart<>(this, step, known, input),
        known.implementation().whole(),
        reader);
  }

  /** Runs a part, or reads a shared stream, on a thread of its own and adds up its chunks there. */
  protected final <R, O> Task<O> fork(
      int step, ChunkStream<R> part, Whole<? super R, O> whole, int reader) {
    return PartTask.start(scope, part, whole, step, reader);
  }

  private StepSources sources() {
    @Nullable StepSources known = sources;
    if (known == null) {
      known = new StepSources(this);
      sources = known;
    }
    return known;
  }

  private void closeOpened(int step) throws Exception {
    @Nullable StepSources known = sources;
    if (known != null) {
      known.close(step);
    }
  }
}
