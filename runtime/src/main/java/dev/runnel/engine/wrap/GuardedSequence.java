package dev.runnel.engine.wrap;

import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Plan;
import dev.runnel.engine.RunnelPipeline;

/** A chain with limits, retries or fallbacks. */
public final class GuardedSequence<I, C, O> extends ChainSequence<I, C, O> {
  private final CustomRunnel<I, C, O> guarded;

  public GuardedSequence(RunnableSequence<I, C, O> chain, Runnel<I, C, O> guarded) {
    this(chain.implementation(), guarded.implementation());
  }

  private GuardedSequence(CustomRunnel<I, C, O> chain, CustomRunnel<I, C, O> guarded) {
    super(
        plan(chain, guarded),
        guarded.whole(),
        (input, run) ->
            new RunnelPipeline<>(
                chain.name(), guarded.type(), run, input, own -> guarded.open(input, own)));
    this.guarded = guarded;
  }

  /** Describes the run above the attempts, which bears the chain's name and tags. */
  static Plan plan(CustomRunnel<?, ?, ?> chain, CustomRunnel<?, ?, ?> guarded) {
    return Plan.of(chain.name(), Plan.step(chain.name()).type(guarded.type()))
        .tags(chain.config().tags().toArray(String[]::new));
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
