package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.RunContext;
import dev.runnel.Transformer;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.stream.TransformerStream;
import dev.runnel.engine.whole.GuessedWhole;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Is a step's method as a runnel, so that it can be tried again, replaced and limited. Its body
 * holds what the step reads; the input only tells of it in events, unless it is a stream.
 *
 * @param <T> the chunks that it reads, or its input
 * @param <R> the chunks that it gives
 */
public final class StepRunnel<T, R> implements CustomStreamRunnel<T, R, Object> {
  private final String name;
  private final RunType type;
  private final Function<Object, StepPipeline.@Nullable Body<R>> body;
  private final Function<Object, StepPipeline.@Nullable Pushing<R>> pushing;

  private StepRunnel(
      String name,
      RunType type,
      Function<Object, StepPipeline.@Nullable Body<R>> body,
      Function<Object, StepPipeline.@Nullable Pushing<R>> pushing) {
    this.name = name;
    this.type = type;
    this.body = body;
    this.pushing = pushing;
  }

  /**
   * Makes a runnel of a step that reads wholes and returns what it gives.
   *
   * @param name the step's name
   * @param type the kind of work
   * @param body calls the method; called once for each attempt
   * @param <I> the input
   * @param <R> the chunks
   * @return the runnel
   */
  public static <I, R> CustomRunnel<I, R, Object> of(
      String name, RunType type, StepPipeline.Body<R> body) {
    return new StepRunnel<>(name, type, input -> body, input -> null);
  }

  /**
   * Makes a runnel of a step that reads wholes and emits what it gives.
   *
   * @param name the step's name
   * @param type the kind of work
   * @param body calls the method; called once for each attempt
   * @param <I> the input
   * @param <R> the chunks
   * @return the runnel
   */
  public static <I, R> CustomRunnel<I, R, Object> emitting(
      String name, RunType type, StepPipeline.Pushing<R> body) {
    return new StepRunnel<>(name, type, input -> null, input -> body);
  }

  /**
   * Makes a runnel of a step that reads a stream and returns what it gives.
   *
   * @param name the step's name
   * @param type the kind of work
   * @param body gives the body for the stream that an attempt reads; each attempt gets its own
   * @param <T> the chunks that it reads
   * @param <R> the chunks that it gives
   * @return the runnel
   */
  @SuppressWarnings("unchecked")
  public static <T, R> CustomStreamRunnel<T, R, Object> reading(
      String name, RunType type, Function<ChunkStream<T>, StepPipeline.Body<R>> body) {
    return new StepRunnel<>(name, type, input -> body.apply((ChunkStream<T>) input), input -> null);
  }

  /**
   * Makes a runnel of a step that reads a stream and emits what it gives.
   *
   * @param name the step's name
   * @param type the kind of work
   * @param body gives the body for the stream that an attempt reads; each attempt gets its own
   * @param <T> the chunks that it reads
   * @param <R> the chunks that it gives
   * @return the runnel
   */
  @SuppressWarnings("unchecked")
  public static <T, R> CustomStreamRunnel<T, R, Object> readingEmitting(
      String name, RunType type, Function<ChunkStream<T>, StepPipeline.Pushing<R>> body) {
    return new StepRunnel<>(name, type, input -> null, input -> body.apply((ChunkStream<T>) input));
  }

  /**
   * Makes a runnel of a step that is the one thing done with an input.
   *
   * @param name the step's name
   * @param type the kind of work
   * @param body gives the body for an input
   * @param <I> the input
   * @param <R> the chunks
   * @return the runnel
   */
  @SuppressWarnings("unchecked")
  public static <I, R> CustomRunnel<I, R, Object> taking(
      String name, RunType type, Function<I, StepPipeline.Body<R>> body) {
    return new StepRunnel<>(name, type, input -> body.apply((I) input), input -> null);
  }

  /**
   * Makes a runnel of a step that is the one thing done with an input, and emits what it gives.
   *
   * @param name the step's name
   * @param type the kind of work
   * @param body gives the body for an input
   * @param <I> the input
   * @param <R> the chunks
   * @return the runnel
   */
  @SuppressWarnings("unchecked")
  public static <I, R> CustomRunnel<I, R, Object> takingEmitting(
      String name, RunType type, Function<I, StepPipeline.Pushing<R>> body) {
    return new StepRunnel<>(name, type, input -> null, input -> body.apply((I) input));
  }

  /**
   * Makes a runnel of a step whose method makes a transformer.
   *
   * @param name the step's name
   * @param type the kind of work
   * @param maker makes the transformer of an attempt, which is given
   * @param <T> the chunks that it reads
   * @param <R> the chunks that it gives
   * @return the runnel
   */
  public static <T, R> CustomStreamRunnel<T, R, Object> transforming(
      String name, RunType type, Maker<T, R> maker) {
    return StepRunnel.<T, R>reading(
        name,
        type,
        chunks ->
            step ->
                step.chunks(new TransformerStream<>(chunks, step.present(maker.make(step)), name)));
  }

  /**
   * Makes the transformer of one attempt.
   *
   * @param <T> the chunks that it reads
   * @param <R> the chunks that it gives
   */
  @FunctionalInterface
  public interface Maker<T, R> {
    /**
     * Calls the step's method.
     *
     * @param step the attempt
     * @return a new transformer
     * @throws Exception what the method throws
     */
    @Nullable Transformer<T, R> make(StepPipeline<R> step) throws Exception;
  }

  @Override
  public ChunkStream<R> open(T input, RunContext run) {
    return new StepPipeline<>(name, type, run, input, body.apply(input), pushing.apply(input));
  }

  @Override
  public ChunkStream<R> openStream(ChunkStream<T> chunks, RunContext run) {
    return new StepPipeline<>(name, type, run, chunks, body.apply(chunks), pushing.apply(chunks));
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
