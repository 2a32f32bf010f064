package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.TimeoutPolicy;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.engine.LimitedWork;
import dev.runnel.engine.Pipelines;

/**
 * Limits how long each run of another runnel may take; the two are one run. What is limited again
 * has the limits of both.
 */
public final class TimedRunnel<I, C, O> extends ForwardingRunnel<I, C, O>
    implements LimitedWork.Limited {
  private final TimeoutPolicy policy;

  private TimedRunnel(CustomRunnel<I, C, O> runnel, TimeoutPolicy policy) {
    super(runnel);
    this.policy = policy;
  }

  /** Limits a runnel. */
  public static <I, C, O> TimedRunnel<I, C, O> of(
      CustomRunnel<I, C, O> runnel, TimeoutPolicy policy) {
    return StreamForm.wrapper(runnel) instanceof TimedRunnel<I, C, O> timed
        ? new TimedRunnel<>(timed.runnel(), timed.policy.and(policy))
        : new TimedRunnel<>(runnel, policy);
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
