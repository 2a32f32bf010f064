package dev.runnel.engine.wrap;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Graph;
import dev.runnel.RunContext;
import dev.runnel.TimeoutPolicy;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.engine.LimitedWork;
import dev.runnel.engine.Pipelines;
import java.util.ArrayList;
import java.util.List;

/**
 * Limits how long each run of another runnel may take; the two are one run. What is limited again
 * has the limits of both.
 */
public final class TimedRunnel<I, C, O> extends ForwardingRunnel<I, C, O>
    implements LimitedWork.Limited {
  private final List<TimeoutPolicy> policies;
  private final TimeoutPolicy all;

  private TimedRunnel(
      CustomRunnel<I, C, O> runnel, List<TimeoutPolicy> policies, TimeoutPolicy all) {
    super(runnel);
    this.policies = policies;
    this.all = all;
  }

  /** Limits a runnel. */
  public static <I, C, O> TimedRunnel<I, C, O> of(
      CustomRunnel<I, C, O> runnel, TimeoutPolicy policy) {
    if (StreamForm.wrapper(runnel) instanceof TimedRunnel<I, C, O> timed) {
      List<TimeoutPolicy> policies = new ArrayList<>(timed.policies);
      policies.add(policy);
      return new TimedRunnel<>(timed.runnel(), List.copyOf(policies), timed.all.and(policy));
    }
    return new TimedRunnel<>(runnel, List.of(policy), policy);
  }

  @Override
  protected ChunkStream<C> openFrom(Source<I> source, RunContext run) {
    return Pipelines.limited(all, run, source.stream(), () -> source.<C>open(runnel(), run));
  }

  @Override
  public TimeoutPolicy policy() {
    return all;
  }

  /** Shows each policy, as it was given. */
  @Override
  public Graph graph() {
    Graph graph = runnel().graph();
    for (TimeoutPolicy policy : policies) {
      graph =
          graph.reading(
              GuardLabels.limits(policy.total(), policy.firstChunk(), policy.betweenChunks()));
    }
    return graph;
  }

  @Override
  public String toString() {
    return runnel() + " with limits";
  }
}
