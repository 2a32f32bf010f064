package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.CustomStreamRunnel;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.StepException;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.StepRunnel;

/**
 * A function that gives many chunks, as a runnel. Immutable and thread-safe, as far as the function
 * is.
 *
 * <pre>{@code
 * Runnel<Integer, Integer, List<Integer>> count =
 *     RunnableGenerator.emitting("count", Whole.list(), (n, out) -> {
 *       for (int i = 0; i < n; i++) {
 *         out.emit(i);
 *       }
 *     });
 * }</pre>
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public final class RunnableGenerator<I, C, O> implements CustomRunnel<I, C, O> {
  private final String name;
  private final Whole<C, O> whole;
  private final Opening<I, C> opening;

  private RunnableGenerator(String name, Whole<C, O> whole, Opening<I, C> opening) {
    this.name = name;
    this.whole = whole;
    this.opening = opening;
  }

  static <I, C, O> RunnableGenerator<I, C, O> of(
      String name, Whole<C, O> whole, Opening<I, C> opening) {
    return new RunnableGenerator<>(name, whole, opening);
  }

  /**
   * Makes a runnel of a function that emits its chunks. It needs a thread of its own only where its
   * reader pulls.
   *
   * @param name the name of its runs
   * @param whole how the chunks become the whole
   * @param body the function
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the runnel
   */
  public static <I, C, O> RunnableGenerator<I, C, O> emitting(
      String name, Whole<C, O> whole, Emitting<? super I, C> body) {
    return new RunnableGenerator<>(
        name,
        whole,
        (input, run) ->
            StepRunnel.<I, C>emitting(name, RunType.CHAIN, (step, out) -> body.run(input, out))
                .open(input, run));
  }

  /**
   * Makes a runnel of a function that returns a stream, which the run closes.
   *
   * @param name the name of its runs
   * @param whole how the chunks become the whole
   * @param body the function
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the runnel
   */
  public static <I, C, O> RunnableGenerator<I, C, O> streaming(
      String name,
      Whole<C, O> whole,
      RunnableLambda.Body<? super I, ? extends ChunkStream<? extends C>> body) {
    return new RunnableGenerator<>(
        name,
        whole,
        (input, run) ->
            StepRunnel.<I, C>of(name, RunType.CHAIN, step -> step.chunks(body.apply(input)))
                .open(input, run));
  }

  /**
   * Makes a runnel of a function from a stream to a stream: what comes in chunk by chunk can go out
   * chunk by chunk.
   *
   * @param name the name of its runs
   * @param whole how the chunks become the whole
   * @param body the function; both streams are closed by the run
   * @param <T> the chunks that it reads
   * @param <C> the chunks that it gives
   * @param <O> the whole
   * @return the runnel
   */
  public static <T, C, O> StreamRunnel<T, C, O> transforming(
      String name,
      Whole<C, O> whole,
      RunnableLambda.Body<ChunkStream<T>, ? extends ChunkStream<? extends C>> body) {
    return new Transforming<>(
        name,
        whole,
        StepRunnel.reading(name, RunType.CHAIN, chunks -> step -> step.chunks(body.apply(chunks))));
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    return opening.open(input, run);
  }

  @Override
  public Whole<C, O> whole() {
    return whole;
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Is a function that emits its chunks.
   *
   * @param <I> the input
   * @param <C> the chunks
   */
  @FunctionalInterface
  public interface Emitting<I, C> {
    /**
     * Does the work.
     *
     * @param input the input
     * @param out takes the chunks
     * @throws Exception what the run fails with; a checked one in a {@link StepException}
     */
    void run(I input, Emitter<C> out) throws Exception;
  }

  @FunctionalInterface
  interface Opening<I, C> {
    ChunkStream<C> open(I input, RunContext run);
  }

  private record Transforming<T, C, O>(
      String name, Whole<C, O> whole, CustomStreamRunnel<T, C, Object> step)
      implements CustomStreamRunnel<T, C, O> {
    @Override
    public ChunkStream<C> openStream(ChunkStream<T> chunks, RunContext run) {
      return step.openStream(chunks, run);
    }
  }
}
