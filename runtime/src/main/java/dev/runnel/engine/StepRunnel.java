package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Emitter;
import dev.runnel.NullChunkException;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.whole.GuessedWhole;
import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A step as a runnel, so that it can be limited, tried again and replaced: {@code of} and the like
 * make it of the step's method, {@code component} and the like of what that method returns.
 *
 * @param <T> the chunks that it reads, or its input
 * @param <R> the chunks that it gives
 */
public final class StepRunnel<T, R> implements CustomStreamRunnel<T, R, Object> {
  private final String name;
  private final RunType type;
  private final boolean emits;
  private final Opening<R> opening;

  private StepRunnel(String name, RunType type, boolean emits, Opening<R> opening) {
    this.name = name;
    this.type = type;
    this.emits = emits;
    this.opening = opening;
  }

  /** Calls the step's method with what an attempt reads. */
  private interface Opening<R> {
    /** Returns the chunks; null if they were emitted. */
    @Nullable Iterator<? extends R> open(Object input, StepPipeline<R> step, Emitter<R> out)
        throws Exception;
  }

  /**
   * Calls the method of a step that returns what it gives; once for each attempt.
   *
   * @param <I> what the step reads
   * @param <R> the chunks
   */
  @FunctionalInterface
  public interface Body<I, R> {
    /** Returns the chunks, which the attempt makes of what the method gave. */
    Iterator<? extends R> open(I input, StepPipeline<R> step) throws Exception;
  }

  /**
   * Calls the method of a step that emits what it gives; once for each attempt.
   *
   * @param <I> what the step reads
   * @param <R> the chunks
   */
  @FunctionalInterface
  public interface EmittingBody<I, R> {
    /** Emits the chunks. */
    void emit(I input, StepPipeline<R> step, Emitter<R> out) throws Exception;
  }

  // ---- methods

  /** Makes a runnel of a step that reads wholes and returns what it gives. */
  public static <I, R> CustomRunnel<I, R, Object> of(String name, RunType type, Body<I, R> body) {
    return returning(name, type, body);
  }

  /** Makes a runnel of a step that reads a stream and returns what it gives. */
  public static <T, R> CustomStreamRunnel<T, R, Object> ofStream(
      String name, RunType type, Body<ChunkStream<T>, R> body) {
    return returning(name, type, body);
  }

  /** Makes a runnel of a step that reads wholes and emits what it gives. */
  public static <I, R> CustomRunnel<I, R, Object> emitting(
      String name, RunType type, EmittingBody<I, R> body) {
    return pushing(name, type, body);
  }

  /** Makes a runnel of a step that reads a stream and emits what it gives. */
  public static <T, R> CustomStreamRunnel<T, R, Object> emittingStream(
      String name, RunType type, EmittingBody<ChunkStream<T>, R> body) {
    return pushing(name, type, body);
  }

  @SuppressWarnings("unchecked") // an attempt is given what it is opened with
  private static <T, R> StepRunnel<T, R> returning(String name, RunType type, Body<?, R> body) {
    Body<Object, R> any = (Body<Object, R>) body;
    return new StepRunnel<>(name, type, false, (input, step, out) -> any.open(input, step));
  }

  @SuppressWarnings("unchecked") // an attempt is given what it is opened with
  private static <T, R> StepRunnel<T, R> pushing(
      String name, RunType type, EmittingBody<?, R> body) {
    EmittingBody<Object, R> any = (EmittingBody<Object, R>) body;
    return new StepRunnel<>(
        name,
        type,
        true,
        (input, step, out) -> {
          any.emit(input, step, out);
          return null;
        });
  }

  // ---- components

  /** Gives the runs of a component the name of its step, unless they have one. */
  @SuppressWarnings("unchecked") // what reads more and gives less is as good; its whole is not read
  public static <I, C> Runnel<I, C, Object> component(
      String step, @Nullable Runnel<? super I, ? extends C, ?> component) {
    Runnel<I, C, Object> known = (Runnel<I, C, Object>) present(step, component);
    return known.implementation().config().name().isPresent()
        ? known
        : known.withConfig(named(step));
  }

  /** Gives the runs of a component that reads a stream the name of its step. */
  public static <T, C> StreamRunnel<T, C, Object> componentStream(
      String step, @Nullable Runnel<? super T, ? extends C, ?> component) {
    StreamRunnel<T, C, Object> known = readsStream(step, component);
    return known.implementation().config().name().isPresent()
        ? known
        : known.withConfig(named(step));
  }

  /** Refers to a component that may not have been made yet; it is asked for by each run. */
  public static <I, C> Runnel<I, C, Object> later(
      String step, Supplier<? extends @Nullable Runnel<? super I, ? extends C, ?>> component) {
    return new LaterRunnel<>(step, () -> StepRunnel.<I, C>component(step, component.get()));
  }

  /** Refers to a component that reads a stream and may not have been made yet. */
  public static <T, C> StreamRunnel<T, C, Object> laterStream(
      String step, Supplier<? extends @Nullable Runnel<? super T, ? extends C, ?>> component) {
    return new LaterRunnel.OfStream<>(
        step, () -> StepRunnel.<T, C>componentStream(step, component.get()));
  }

  private static RunConfig named(String step) {
    return RunConfig.DEFAULT.withName(step);
  }

  @SuppressWarnings("unchecked") // what reads more and gives less is as good; its whole is not read
  private static <T, C> StreamRunnel<T, C, Object> readsStream(
      String step, @Nullable Runnel<?, ?, ?> component) {
    Runnel<?, ?, ?> known = present(step, component);
    if (known instanceof StreamRunnel<?, ?, ?>) {
      return (StreamRunnel<T, C, Object>) known;
    }
    throw new ClassCastException(
        "Step '"
            + step
            + "' must read a stream, but its method was overridden and gives "
            + known.getClass().getName()
            + ". Return a StreamRunnel.");
  }

  private static <T> T present(String step, @Nullable T component) {
    if (component == null) {
      throw new NullChunkException(
          "The component of step '" + step + "' is null. Its method must return a component.");
    }
    return component;
  }

  // ---- the runnel

  @Override
  public ChunkStream<R> open(T input, RunContext run) {
    return attempt(input, run);
  }

  @Override
  public ChunkStream<R> openStream(ChunkStream<T> chunks, RunContext run) {
    return attempt(chunks, run);
  }

  private ChunkStream<R> attempt(Object input, RunContext run) {
    return new StepPipeline<>(
        name, type, run, input, emits, (step, out) -> opening.open(input, step, out));
  }

  @Override
  public Whole<R, Object> whole() {
    return GuessedWhole.LIST.of();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public RunType type() {
    return type;
  }
}
