package dev.runnel.engine.wrap;

import dev.runnel.Graph;
import dev.runnel.RetryPolicy;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RunnelPipeline;
import java.util.List;

/** A chain with limits, retries or fallbacks: one run, of the chain's name, above the attempts. */
public final class GuardedSequence<I, C, O> extends RunnableSequence<I, C, O> {
  private final RunnableSequence<I, C, O> chain;
  private final Runnel<I, C, O> guarded;

  public GuardedSequence(RunnableSequence<I, C, O> chain, Runnel<I, C, O> guarded) {
    super(plan(chain, guarded), guarded.whole());
    this.chain = chain;
    this.guarded = guarded;
  }

  /** Describes the run above the attempts, which bears the chain's name and tags. */
  static Plan plan(RunnableSequence<?, ?, ?> chain, Runnel<?, ?, ?> guarded) {
    return Plan.of(chain.name(), Plan.step(chain.name()).type(guarded.type()))
        .tags(chain.config().tags().toArray(String[]::new));
  }

  @Override
  public RunnableSequence<I, C, O> withTimeout(TimeoutPolicy policy) {
    return new GuardedSequence<>(chain, guarded.withTimeout(policy));
  }

  @Override
  public RunnableSequence<I, C, O> withRetry(RetryPolicy policy) {
    return new GuardedSequence<>(chain, guarded.withRetry(policy));
  }

  @Override
  public RunnableSequence<I, C, O> withFallbacks(Runnel<? super I, ? extends C, ?> fallback) {
    return withFallbacks(List.of(fallback));
  }

  @Override
  public RunnableSequence<I, C, O> withFallbacks(
      List<? extends Runnel<? super I, ? extends C, ?>> fallbacks) {
    return new GuardedSequence<>(chain, guarded.withFallbacks(fallbacks));
  }

  @Override
  public Pipeline<C> open(I input, RunContext run) {
    return new RunnelPipeline<>(name(), type(), run, input, own -> guarded.open(input, own));
  }

  @Override
  public Graph graph() {
    return guarded.graph();
  }

  @Override
  public String toString() {
    return guarded.toString();
  }
}
