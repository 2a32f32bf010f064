package dev.runnel;

import dev.runnel.annotations.RunType;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Plan;
import dev.runnel.engine.PlanGraph;
import dev.runnel.engine.wrap.GuardedSequence;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Is a chain: steps in a row, of which each reads what others give. The compiler generates one
 * subclass for each {@code @Chain} method.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <I> the input
 * @param <C> the chunks
 * @param <O> the whole
 */
public abstract class RunnableSequence<I, C, O> implements Runnel<I, C, O> {
  private final Plan plan;
  private final Whole<C, O> whole;
  private final RunConfig config;
  private final Supplier<? extends @Nullable Runnel<?, ?, ?>> only;

  /**
   * Is called by generated classes.
   *
   * @param plan the chain's steps
   * @param whole how the chunks become the whole
   */
  protected RunnableSequence(Plan plan, Whole<C, O> whole) {
    this(plan, whole, () -> null);
  }

  /**
   * Is called by generated classes of chains that are one component: a chain of one step is that
   * step, so what is laid under the component's runs is laid under the chain's.
   *
   * @param plan the chain's step
   * @param whole how the chunks become the whole
   * @param component gives the component
   */
  protected RunnableSequence(
      Plan plan, Whole<C, O> whole, Supplier<? extends @Nullable Runnel<?, ?, ?>> component) {
    this.plan = plan;
    this.whole = whole;
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
  public RunnableSequence<I, C, O> withTimeout(TimeoutPolicy policy) {
    return new GuardedSequence<>(this, Runnel.super.withTimeout(policy));
  }

  @Override
  public RunnableSequence<I, C, O> withRetry(RetryPolicy policy) {
    return new GuardedSequence<>(this, Runnel.super.withRetry(policy));
  }

  @Override
  public RunnableSequence<I, C, O> withFallbacks(Runnel<? super I, ? extends C, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  @Override
  public RunnableSequence<I, C, O> withFallbacks(
      List<? extends Runnel<? super I, ? extends C, ?>> fallbacks) {
    return new GuardedSequence<>(this, Runnel.super.withFallbacks(fallbacks));
  }

  @Override
  public abstract Pipeline<C> open(I input, RunContext run);

  @Override
  public final Whole<C, O> whole() {
    return whole;
  }

  @Override
  public final String name() {
    return plan.name();
  }

  @Override
  public final RunConfig config() {
    @Nullable Runnel<?, ?, ?> component;
    try {
      component = only.get();
    } catch (Exception failure) {
      return config; // the run fails with it when it opens the component, and names the step
    }
    return component == null ? config : component.config().unnamed().merge(config);
  }

  @Override
  public RunType type() {
    return plan.type();
  }

  @Override
  public Graph graph() {
    return PlanGraph.of(plan);
  }

  @Override
  public String toString() {
    return plan.toString();
  }
}
