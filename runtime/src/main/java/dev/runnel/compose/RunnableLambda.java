package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.StepException;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
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
  private final CustomRunnel<I, O, Object> step;

  private RunnableLambda(String name, CustomRunnel<I, O, Object> step) {
    this.name = name;
    this.step = step;
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
        name,
        StepRunnel.<I, O>of(name, RunType.CHAIN, (input, run) -> run.value(body.apply(input))));
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
  public static <I, O> RunnableLambda<I, O> ofAsync(
      String name, Body<? super I, ? extends CompletionStage<? extends O>> body) {
    return new RunnableLambda<>(
        name,
        StepRunnel.<I, O>of(name, RunType.CHAIN, (input, run) -> run.promised(body.apply(input))));
  }

  @Override
  public ChunkStream<O> open(I input, RunContext run) {
    return step.open(input, run);
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
   * A function that may throw.
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
}
