package dev.runnel.engine;

import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated chains: each says how one of its runs is opened.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public abstract class ChainSequence<I, C, O> extends RunnableSequence<I, C, O> {
  private final Opening<I, C> opening;

  /** Makes a chain of its steps, of the rule for its whole, and of what opens its runs. */
  protected ChainSequence(Plan plan, Whole<C, O> whole, Opening<I, C> opening) {
    super(plan, whole);
    this.opening = opening;
  }

  /** Makes a chain that is one component. */
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
    /** Makes a pipeline that has not started. */
    Pipeline<C> open(I input, RunContext run);
  }
}
