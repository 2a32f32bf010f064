package dev.runnel.engine;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.annotations.RunType;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is one attempt at a step: a run of its own, that calls the step's method and streams what it
 * gives. Its methods are for the body of a {@link StepRunnel}.
 *
 * @param <R> the chunks
 */
public final class StepPipeline<R> extends PassingPipeline<R> {
  private static final int STEP = 0;

  private final @Nullable Body<R> body;
  private final @Nullable Pushing<R> pushing;
  private final Out emitter = new Out();

  public StepPipeline(
      String name,
      RunType type,
      RunContext run,
      Object input,
      @Nullable Body<R> body,
      @Nullable Pushing<R> pushing) {
    super(Plan.of(name, Plan.step(name).type(type)), run, input);
    this.body = body;
    this.pushing = pushing;
    if (input instanceof ChunkStream<?> source) {
      lifetime.own(source);
    }
  }

  @Override
  protected boolean pushes() {
    return pushing != null;
  }

  @Override
  protected void start() throws Exception {
    at = STEP;
    if (body != null) {
      relay(STEP, given(STEP, body.open(this)));
    } else if (pushing != null) {
      pushing.push(this, emitter);
      settle();
    }
  }

  /**
   * Returns the attempt's run, for a parameter of that type.
   *
   * @return the run
   */
  public RunContext context() {
    return context(STEP);
  }

  /**
   * Checks what the method gave, where something else takes it first.
   *
   * @param value what the method gave
   * @param <V> its type
   * @return the value, not null
   */
  public <V> V present(@Nullable V value) {
    return given(STEP, value);
  }

  /**
   * Gives one value.
   *
   * @param value what the method gave
   * @return its only chunk
   */
  public Iterator<R> value(@Nullable R value) {
    return List.of(given(STEP, value)).iterator();
  }

  /**
   * Waits for one value.
   *
   * @param promise what the method gave
   * @return its only chunk
   * @throws Exception what the promise failed with
   */
  public Iterator<R> promised(@Nullable CompletionStage<? extends R> promise) throws Exception {
    return List.<R>of(await(STEP, promise)).iterator();
  }

  /**
   * Gives one value or none.
   *
   * @param value what the method gave
   * @return its chunks
   */
  @SuppressWarnings("NullableOptional") // an author's method may return null, which is reported
  public Iterator<R> chunks(@Nullable Optional<? extends R> value) {
    return open(STEP, value);
  }

  /**
   * Gives what an iterator gives.
   *
   * @param chunks what the method gave
   * @return its chunks
   */
  public Iterator<R> chunks(@Nullable Iterator<? extends R> chunks) {
    return open(STEP, chunks);
  }

  /**
   * Gives what an iterable gives.
   *
   * @param chunks what the method gave
   * @return its chunks
   */
  public Iterator<R> chunks(@Nullable Iterable<? extends R> chunks) {
    return open(STEP, chunks);
  }

  /**
   * Gives what a stream gives.
   *
   * @param chunks what the method gave
   * @return its chunks
   */
  public Iterator<R> chunks(@Nullable ChunkStream<? extends R> chunks) {
    return open(STEP, chunks);
  }

  /**
   * Gives what a stream of the JDK gives.
   *
   * @param chunks what the method gave
   * @return its chunks
   */
  public Iterator<R> chunks(@Nullable Stream<? extends R> chunks) {
    return open(STEP, chunks);
  }

  /**
   * Gives what a publisher publishes.
   *
   * @param chunks what the method gave
   * @return its chunks
   */
  public Iterator<R> chunks(Flow.@Nullable Publisher<? extends R> chunks) {
    return open(STEP, chunks);
  }

  /**
   * Gives what a call gives.
   *
   * @param call what the method gave
   * @return its chunks
   */
  public Iterator<R> chunks(@Nullable Call<? extends R, ?> call) {
    return open(STEP, call);
  }

  /**
   * Is the body of a step that returns what it gives.
   *
   * @param <R> the chunks
   */
  @FunctionalInterface
  public interface Body<R> {
    /**
     * Calls the step's method.
     *
     * @param step turns what the method gave into chunks
     * @return the chunks
     * @throws Exception what the method throws
     */
    Iterator<? extends R> open(StepPipeline<R> step) throws Exception;
  }

  /**
   * Is the body of a step that emits what it gives.
   *
   * @param <R> the chunks
   */
  @FunctionalInterface
  public interface Pushing<R> {
    /**
     * Calls the step's method.
     *
     * @param step the attempt
     * @param out what the method emits into
     * @throws Exception what the method throws
     */
    void push(StepPipeline<R> step, Emitter<R> out) throws Exception;
  }

  private final class Out extends StepEmitter<R> {
    Out() {
      super(StepPipeline.this, STEP);
    }

    @Override
    protected void onNext(R chunk) {
      at = CALLER;
      out.accept(chunk);
    }
  }
}
