package dev.runnel.engine;

import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The base of generated chains: each says what its plan is, and how one of its runs is opened.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public abstract class ChainSequence<I, C, O>
    implements RunnableSequence<I, C, O>, CustomRunnel<I, C, O> {
  private final Plan plan;
  private final Whole<C, O> whole;
  private final Opening<I, C> opening;
  private final RunConfig config;
  private final Supplier<? extends @Nullable Runnel<?, ?, ?>> only;

  /** Makes a chain of its steps, of the rule for its whole, and of what opens its runs. */
  protected ChainSequence(Plan plan, Whole<C, O> whole, Opening<I, C> opening) {
    this(plan, whole, opening, () -> null);
  }

  /**
   * Makes a chain that is one component: a chain of one step is that step, so the component's
   * configuration is the chain's, too.
   */
  protected ChainSequence(
      Plan plan,
      Whole<C, O> whole,
      Opening<I, C> opening,
      Supplier<? extends @Nullable Runnel<?, ?, ?>> component) {
    this.plan = plan;
    this.whole = whole;
    this.opening = opening;
    this.config = config(plan);
    this.only = component;
  }

  /** A chain of one step is that step, so it has its tags. */
  private static RunConfig config(Plan plan) {
    RunConfig tagged = RunConfig.DEFAULT.withTags(plan.tags().toArray(String[]::new));
    return plan.oneStep()
        ? tagged.withTags(plan.steps().get(0).tags().toArray(String[]::new))
        : tagged;
  }

  @Override
  public final Pipeline<C> open(I input, RunContext run) {
    return opening.open(input, run);
  }

  @Override
  public final Whole<C, O> whole() {
    return whole;
  }

  @Override
  public final String name() {
    return plan.name();
  }

  @Override
  public final RunType type() {
    return plan.type();
  }

  @Override
  public final RunConfig config() {
    @Nullable Runnel<?, ?, ?> component;
    try {
      component = only.get();
    } catch (Exception failure) {
      return config; // the run fails with it when it opens the component, and names the step
    }
    return component == null
        ? config
        : component.implementation().config().withoutName().merge(config);
  }

  @Override
  public Graph graph() {
    return PlanGraph.of(plan);
  }

  @Override
  public String toString() {
    return plan.toString();
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
