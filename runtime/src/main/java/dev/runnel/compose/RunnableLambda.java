package dev.runnel.compose;

import dev.runnel.Call;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StepException;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.LambdaPipeline;
import dev.runnel.engine.StepRunnel;
import java.util.concurrent.CompletionStage;

/**
 * A function as a runnel: it reads a whole and gives one chunk. Immutable and thread-safe, as far
 * as the function is.
 *
 * <pre>{@code
 * Runnel<String, ?, Integer> length = parser.then(RunnableLambda.of("length", String::length));
 * }</pre>
 *
 * @param <I> the input
 * @param <O> what it gives
 */
public final class RunnableLambda<I, O> implements CustomRunnel<I, O, O> {
  private final String name;
  private final Opening<I, O> opening;

  private RunnableLambda(String name, Opening<I, O> opening) {
    this.name = name;
    this.opening = opening;
  }

  /**
   * Makes a runnel of a function.
   *
   * @param body the function; runnels that it calls become children of its run
   * @param <I> the input
   * @param <O> what it gives
   * @return the runnel, named {@code RunnableLambda}
   */
  public static <I, O> RunnableLambda<I, O> of(Body<? super I, ? extends O> body) {
    return of("RunnableLambda", body);
  }

  /**
   * Makes a runnel of a function.
   *
   * @param name the name of its runs
   * @param body the function; runnels that it calls become children of its run
   * @param <I> the input
   * @param <O> what it gives
   * @return the runnel
   */
  public static <I, O> RunnableLambda<I, O> of(String name, Body<? super I, ? extends O> body) {
    return new RunnableLambda<>(
        name, (input, run) -> new LambdaPipeline<O>(name, run, input, () -> body.apply(input)));
  }

  /**
   * Makes a runnel of a function that promises its value. The run waits for it, and cancels it when
   * the run is cancelled.
   *
   * @param name the name of its runs
   * @param body the function
   * @param <I> the input
   * @param <O> what it gives
   * @return the runnel
   */
  public static <I, O> RunnableLambda<I, O> async(
      String name, Body<? super I, ? extends CompletionStage<? extends O>> body) {
    return new RunnableLambda<>(
        name,
        (input, run) ->
            StepRunnel.<I, O>of(name, RunType.CHAIN, step -> step.promised(body.apply(input)))
                .open(input, run));
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
  public static <I, C, O> Runnel<I, C, O> routing(
      String name, Whole<C, O> whole, Body<? super I, ? extends Call<? extends C, ?>> body) {
    return RunnableGenerator.of(
        name,
        whole,
        (input, run) ->
            StepRunnel.<I, C>of(name, RunType.CHAIN, step -> step.chunks(body.apply(input)))
                .open(input, run));
  }

  @Override
  public ChunkStream<O> open(I input, RunContext run) {
    return opening.open(input, run);
  }

  @Override
  public Whole<O, O> whole() {
    return Whole.last();
  }

  @Override
  public String name() {
    return name;
  }

  /**
   * Is the function.
   *
   * @param <I> the input
   * @param <O> what it gives
   */
  @FunctionalInterface
  public interface Body<I, O> {
    /**
     * Does the work.
     *
     * @param input the input
     * @return what it gives, not null
     * @throws Exception what the run fails with; a checked one in a {@link StepException}
     */
    O apply(I input) throws Exception;
  }

  @FunctionalInterface
  private interface Opening<I, O> {
    ChunkStream<O> open(I input, RunContext run);
  }
}
