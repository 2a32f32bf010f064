package dev.runnel.engine;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.NullChunkException;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.engine.run.Resources;
import dev.runnel.engine.run.Run;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Opens what steps return and give chunks of: components, streams, publishers, calls. What it opens
 * is closed with the pipeline, or by {@link #release} when it has ended.
 *
 * @param <C> the chunks
 */
public abstract class OpeningPipeline<C> extends Pipeline<C> {
  private @Nullable AutoCloseable @Nullable [] opened;

  public OpeningPipeline(Scope scope, Resources resources) {
    super(scope, resources);
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
      int step, @Nullable Runnel<? super I, ? extends R, ?> component, I input) {
    comeTo(step);
    CustomRunnel<? super I, ? extends R, ?> known = component(step, component).implementation();
    Run run = scope.stepRun(step, known);
    if (watch != null) {
      watch.start(step, input, known, resources);
    } else if (!run.listeners().isEmpty()) {
      return opened(step, Pipelines.open(known, input, run)); // only this component is listened to
    }
    return opened(step, limited(run, () -> known.open(input, run)));
  }

  /**
   * Calls a guarded step for one chunk: each call, or each attempt at it, is a run below the
   * step's.
   *
   * @param step the step, which was entered
   * @param guarded what is called
   * @param chunk the chunk
   * @param <I> the chunk
   * @param <R> the chunks given
   * @return the chunks; to be released when they have been read
   */
  protected final <I, R> ChunkStream<R> call(
      int step, Runnel<? super I, ? extends R, ?> guarded, I chunk) {
    Run run = scope.stepRun(step, null);
    CustomRunnel<? super I, ? extends R, ?> called = guarded.implementation();
    // What has a configuration of its own needs a run of its own.
    boolean attempts = Attempting.is(called) && !(called instanceof Delegating<?, ?, ?>);
    return opened(
        step, attempts ? called.open(chunk, run) : Pipelines.child(called, chunk, run, List.of()));
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
      int step, @Nullable StreamRunnel<T, ? extends R, ?> component, ChunkStream<T> chunks) {
    comeTo(step);
    CustomStreamRunnel<T, ? extends R, ?> known = component(step, component).implementation();
    Run run = scope.stepRun(step, known);
    if (watch != null) {
      watch.start(step, null, known, resources);
    } else if (!run.listeners().isEmpty()) {
      return opened(step, Pipelines.openStream(known, chunks, run));
    }
    return opened(step, limited(run, () -> known.openStream(chunks, run)));
  }

  /**
   * Lets a chain of the same class read a stream.
   *
   * @param step the step
   * @param chain the chain, which was generated to read one
   * @param <T> the chunks that it reads
   * @param <R> the chunks that it gives
   * @param <O> its whole
   * @return the chain
   */
  @SuppressWarnings("unchecked")
  protected final <T, R, O> StreamRunnel<T, R, O> streaming(
      int step, @Nullable Runnel<T, R, O> chain) {
    at = step;
    Runnel<T, R, O> known = component(step, chain);
    if (known instanceof StreamRunnel<?, ?, ?> reader) {
      return (StreamRunnel<T, R, O>) reader;
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
    Run run = scope.stepRun(step, known);
    if (watch != null) {
      watch.component(step, known);
    } else if (!run.listeners().isEmpty()) {
      HeardTransformer<T, R> heard = new HeardTransformer<>(known, run, scope, step);
      resources.own(heard);
      return heard;
    }
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
   * @return the chunks
   */
  protected final <R> ChunkStream<R> open(int step, @Nullable Call<? extends R, ?> call) {
    Call<? extends R, ?> made = given(step, call);
    scope.called(step, made.whole());
    return opened(step, made.stream());
  }

  /**
   * Reads a stream that a step returned.
   *
   * @param step the step
   * @param chunks the stream
   * @param <R> the chunks
   * @return its chunks
   */
  protected final <R> ChunkStream<R> open(int step, @Nullable ChunkStream<? extends R> chunks) {
    return opened(step, chunks);
  }

  /**
   * Reads a stream of the JDK that a step returned.
   *
   * @param step the step
   * @param chunks the stream
   * @param <R> the chunks
   * @return its iterator
   */
  protected final <R> Iterator<R> open(int step, @Nullable Stream<? extends R> chunks) {
    Stream<? extends R> stream = given(step, chunks);
    own(step, stream);
    return narrowed(stream.iterator());
  }

  /**
   * Reads an iterable that a step returned.
   *
   * @param step the step
   * @param chunks the iterable; closed if it can be closed, as is its iterator
   * @param <R> the chunks
   * @return its iterator
   */
  protected final <R> Iterator<R> open(int step, @Nullable Iterable<? extends R> chunks) {
    Iterable<? extends R> iterable = given(step, chunks);
    if (!(iterable instanceof AutoCloseable all)) {
      return open(step, iterable.iterator());
    }
    own(step, all);
    Iterator<? extends R> iterator = given(step, iterable.iterator());
    if (iterator != iterable && iterator instanceof AutoCloseable one) {
      resources.disown(all);
      own(
          step,
          () -> {
            try (all) {
              one.close();
            }
          });
    }
    return narrowed(iterator);
  }

  /**
   * Reads an iterator that a step returned.
   *
   * @param step the step
   * @param chunks the iterator; closed if it can be closed
   * @param <R> the chunks
   * @return the iterator
   */
  protected final <R> Iterator<R> open(int step, @Nullable Iterator<? extends R> chunks) {
    Iterator<? extends R> iterator = given(step, chunks);
    if (iterator instanceof AutoCloseable closeable) {
      own(step, closeable);
    }
    return narrowed(iterator);
  }

  /**
   * Reads the chunk that a step may have returned.
   *
   * @param step the step
   * @param chunk the chunk or nothing
   * @param <R> the chunk
   * @return its iterator
   */
  protected final <R> Iterator<R> open(int step, @Nullable Optional<? extends R> chunk) {
    return narrowed(given(step, chunk).stream().iterator());
  }

  /**
   * Subscribes to a publisher that a step returned.
   *
   * @param step the step
   * @param chunks the publisher
   * @param <R> the chunks
   * @return its chunks; released by cancelling the subscription
   */
  protected final <R> ChunkStream<R> open(int step, Flow.@Nullable Publisher<? extends R> chunks) {
    return opened(step, Publishers.subscribe(given(step, chunks)));
  }

  /** Limits the time of a component as its configuration says. */
  private static <R> ChunkStream<? extends R> limited(
      Run run, Supplier<ChunkStream<? extends R>> opening) {
    return run.config().timeout().isPresent() ? Pipelines.limited(run, opening) : opening.get();
  }

  @SuppressWarnings("unchecked")
  private <R> ChunkStream<R> opened(int step, @Nullable ChunkStream<? extends R> chunks) {
    ChunkStream<? extends R> stream = given(step, chunks);
    own(step, stream);
    return (ChunkStream<R>) stream;
  }

  /** An iterator only gives, so what gives a subtype gives the type. */
  @SuppressWarnings("unchecked")
  private static <R> Iterator<R> narrowed(Iterator<? extends R> chunks) {
    return (Iterator<R>) chunks;
  }

  private void own(int step, AutoCloseable source) {
    if (opened == null) {
      opened = new @Nullable AutoCloseable[scope.plan().steps().size()];
    }
    opened[step] = source;
    resources.own(source);
  }

  /**
   * Closes what was opened for a step, now that it has ended or is no longer wanted; without effect
   * on what cannot be closed.
   *
   * @param step the step
   * @throws Exception if closing fails
   */
  protected final void release(int step) throws Exception {
    @Nullable AutoCloseable source = opened == null ? null : opened[step];
    if (opened != null && source != null) {
      opened[step] = null;
      close(source);
    }
  }

  /**
   * Closes a stream that a step has read, if it has not read it to the end.
   *
   * @param chunks the stream
   * @throws Exception if closing fails
   */
  protected final void close(AutoCloseable chunks) throws Exception {
    resources.disown(chunks);
    chunks.close();
  }

  /**
   * Makes a stream close with this pipeline.
   *
   * @param chunks the stream
   * @param <R> the chunks
   * @return the stream
   */
  protected final <R> ChunkStream<R> reading(ChunkStream<R> chunks) {
    resources.own(chunks);
    return chunks;
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
  protected final <R> R await(int step, @Nullable CompletionStage<? extends R> promise)
      throws Exception {
    CompletableFuture<? extends R> future = given(step, promise).toCompletableFuture();
    if (future.isDone()) {
      return given(step, future.get());
    }
    AutoCloseable cancel = () -> future.cancel(true);
    resources.own(cancel);
    R value = given(step, future.get());
    resources.disown(cancel);
    return value;
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
}
