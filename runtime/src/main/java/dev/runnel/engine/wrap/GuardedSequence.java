package dev.runnel.engine.wrap;

import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RunnelPipeline;

/** Is a chain with limits, retries or fallbacks. */
public final class GuardedSequence<I, C, O> extends RunnableSequence<I, C, O> {
  private final Runnel<I, C, O> guarded;

  public GuardedSequence(RunnableSequence<I, C, O> chain, Runnel<I, C, O> guarded) {
    super(plan(chain, guarded), guarded.whole());
    this.guarded = guarded;
  }

  /** Describes the run above the attempts, which bears the chain's name and tags. */
  public static Plan plan(RunnableSequence<?, ?, ?> chain, Runnel<?, ?, ?> guarded) {
    return Plan.of(chain.name(), Plan.step(chain.name()).type(guarded.type()))
        .tags(chain.config().tags().toArray(String[]::new));
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
