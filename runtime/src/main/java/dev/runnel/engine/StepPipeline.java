package dev.runnel.engine;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.Transformer;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.stream.TransformerStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a step: a run of its own, that calls the step's method and streams what it gives.
 * Its methods are for the body of a {@link StepRunnel}.
 *
 * @param <R> the chunks
 */
public final class StepPipeline<R> extends PassingPipeline<R> {
  private static final int STEP = 0;

  private final String name;
  private final boolean emits;
  private final Body<R> body;

  StepPipeline(
      String name, RunType type, RunContext run, Object input, boolean emits, Body<R> body) {
    super(Plan.of(name, Plan.step(name).type(type)), run, input);
    this.name = name;
    this.emits = emits;
    this.body = body;
    if (input instanceof ChunkStream<?> source) {
      lifetime.own(source);
    }
  }

  /** Calls the step's method, in one attempt that knows what it reads. */
  @FunctionalInterface
  interface Body<R> {
    /** Returns the chunks; null if they were emitted. */
    @Nullable Iterator<? extends R> open(StepPipeline<R> step, Emitter<R> out) throws Exception;
  }

  @Override
  boolean pushes() {
    return emits;
  }

  @Override
  protected void start() throws Exception {
    currentStep = STEP;
    moveScope(STEP);
    @Nullable Iterator<? extends R> chunks = body.open(this, new ReaderEmitter<>(this, STEP));
    if (emits) {
      rethrowDownstream();
    } else {
      relay(STEP, given(STEP, chunks));
    }
  }

  /** Returns the attempt's run, for a parameter of that type. */
  public RunContext context() {
    return context(STEP);
  }

  /** Checks what the method gave, where something else takes it first. */
  public <V> V present(@Nullable V value) {
    return given(STEP, value);
  }

  /** Gives one value. */
  public Iterator<R> value(@Nullable R value) {
    return List.of(given(STEP, value)).iterator();
  }

  /** Waits for one value. */
  public Iterator<R> promised(@Nullable CompletionStage<? extends R> promise) throws Exception {
    return List.<R>of(await(STEP, promise)).iterator();
  }

  /** Gives what a transformer makes of what the step reads. */
  public <T> Iterator<R> transformed(
      ChunkStream<T> chunks, @Nullable Transformer<T, R> transformer) {
    return chunks(new TransformerStream<>(chunks, given(STEP, transformer), name));
  }

  /** Gives one value or none. */
  @SuppressWarnings("NullableOptional") // an author's method may return null, which is reported
  public Iterator<R> chunks(@Nullable Optional<? extends R> value) {
    return chunks(given(STEP, value).stream());
  }

  /** Gives what an iterator gives. */
  public Iterator<R> chunks(@Nullable Iterator<? extends R> chunks) {
    return chunks(STEP, chunks);
  }

  /** Gives what an iterable gives. */
  public Iterator<R> chunks(@Nullable Iterable<? extends R> chunks) {
    return chunks(STEP, chunks);
  }

  /** Gives what a stream of ours gives. */
  public Iterator<R> chunks(@Nullable ChunkStream<? extends R> chunks) {
    return chunks(STEP, chunks);
  }

  /** Gives what a stream of the JDK gives. */
  public Iterator<R> chunks(@Nullable Stream<? extends R> chunks) {
    return chunks(STEP, chunks);
  }

  /** Gives what a publisher publishes. */
  public Iterator<R> chunks(Flow.@Nullable Publisher<? extends R> chunks) {
    return chunks(STEP, chunks);
  }

  /** Gives what a call gives. */
  public Iterator<R> chunks(@Nullable Call<? extends R, ?> call) {
    return chunks(STEP, call);
  }
}
