package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.TimeoutPolicy;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.engine.LimitedWork;
import dev.runnel.engine.Pipelines;

/** Limits how long each run of another runnel may take; the two are one run. */
public final class TimedRunnel<I, C, O> extends ForwardingRunnel<I, C, O>
    implements LimitedWork.Limited {
  private final TimeoutPolicy policy;

  public TimedRunnel(CustomRunnel<I, C, O> runnel, TimeoutPolicy policy) {
    super(runnel);
    this.policy = policy;
  }

  @Override
  protected ChunkStream<C> openFrom(Source<I> source, RunContext run) {
    return Pipelines.limited(policy, run, source.stream(), () -> source.<C>open(runnel(), run));
  }

  @Override
  public TimeoutPolicy policy() {
    return policy;
  }

  @Override
  public Graph graph() {
    return runnel()
        .graph()
        .reading(GuardLabels.limits(policy.total(), policy.firstChunk(), policy.betweenChunks()));
  }

  @Override
  public String toString() {
    return runnel() + " with limits";
  }
}
