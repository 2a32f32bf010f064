package dev.runnel.compose;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Emitter;
import dev.runnel.RunContext;
import dev.runnel.StepException;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.StepRunnel;

/**
 * A function that gives many chunks, as a runnel. Immutable and thread-safe, as far as the function
 * is.
 *
 * <pre>{@code
 * Runnel<Integer, Integer, List<Integer>> count =
 *     RunnableGenerator.ofEmitter("count", Whole.list(), (n, out) -> {
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
  private final CustomRunnel<I, C, Object> step;

  private RunnableGenerator(String name, Whole<C, O> whole, CustomRunnel<I, C, Object> step) {
    this.name = name;
    this.whole = whole;
    this.step = step;
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
  public static <I, C, O> RunnableGenerator<I, C, O> ofEmitter(
      String name, Whole<C, O> whole, Emitting<? super I, C> body) {
    return new RunnableGenerator<>(
        name,
        whole,
        StepRunnel.<I, C>emitting(name, RunType.CHAIN, (input, run, out) -> body.run(input, out)));
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
  public static <I, C, O> RunnableGenerator<I, C, O> ofStream(
      String name,
      Whole<C, O> whole,
      RunnableLambda.Body<? super I, ? extends ChunkStream<? extends C>> body) {
    return new RunnableGenerator<>(
        name,
        whole,
        StepRunnel.<I, C>of(name, RunType.CHAIN, (input, run) -> run.chunks(body.apply(input))));
  }

  /**
   * Makes a runnel of a function that chooses what runs next: the call that it returns runs as a
   * child, and its chunks stream through.
   *
   * @param name the name of its runs
   * @param whole how the chunks become the whole
   * @param body the function
   * @param <I> the input
   * @param <C> the chunks
   * @param <O> the whole
   * @return the runnel
   */
  public static <I, C, O> RunnableGenerator<I, C, O> ofCall(
      String name,
      Whole<C, O> whole,
      RunnableLambda.Body<? super I, ? extends Call<? extends C, ?>> body) {
    return new RunnableGenerator<>(
        name,
        whole,
        StepRunnel.<I, C>of(name, RunType.CHAIN, (input, run) -> run.chunks(body.apply(input))));
  }

  @Override
  public ChunkStream<C> open(I input, RunContext run) {
    return step.open(input, run);
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
   * A function that emits its chunks, and may throw.
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
}
