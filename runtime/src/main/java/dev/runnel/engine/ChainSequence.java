package dev.runnel.engine;

import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is the base of generated chains: each says how one of its runs is opened.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public abstract class ChainSequence<I, C, O> extends RunnableSequence<I, C, O> {
  private final Opening<I, C> opening;

  /**
   * Is called by generated classes.
   *
   * @param plan the chain's steps
   * @param whole how the chunks become the whole
   * @param opening makes the pipeline of a run
   */
  protected ChainSequence(Plan plan, Whole<C, O> whole, Opening<I, C> opening) {
    super(plan, whole);
    this.opening = opening;
  }

  /**
   * Is called by generated classes of chains that are one component.
   *
   * @param plan the chain's step
   * @param whole how the chunks become the whole
   * @param opening makes the pipeline of a run
   * @param component gives the component
   */
  protected ChainSequence(
      Plan plan,
      Whole<C, O> whole,
      Opening<I, C> opening,
      Supplier<? extends @Nullable Runnel<?, ?, ?>> component) {
    super(plan, whole, component);
    this.opening = opening;
  }

  @Override
  public final Pipeline<C> open(I input, RunContext run) {
    return opening.open(input, run);
  }

  /**
   * Makes the pipeline of a run.
   *
   * @param <I> the input
   * @param <C> the chunks
   */
  @FunctionalInterface
  public interface Opening<I, C> {
    /**
     * Makes a pipeline that has not started.
     *
     * @param input the chain's input
     * @param run the chain's run
     * @return the pipeline
     */
    Pipeline<C> open(I input, RunContext run);
  }
}
