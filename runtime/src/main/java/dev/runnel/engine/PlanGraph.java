package dev.runnel.engine;

import dev.runnel.Graph;
import dev.runnel.TimeoutPolicy;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.engine.wrap.Guard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the graph of a chain: its steps, what each of them reads, and what is done when one fails.
 */
public final class PlanGraph {
  private final Plan plan;
  private final List<Graph.Node> nodes = new ArrayList<>();
  private final List<Graph.Edge> edges = new ArrayList<>();

  /** By step: the nodes that may give what the step gives. */
  private final List<List<Integer>> givers = new ArrayList<>();

  private PlanGraph(Plan plan) {
    this.plan = plan;
  }

  /**
   * Makes the graph of a chain.
   *
   * @param plan the chain's steps
   * @return the graph
   */
  public static Graph of(Plan plan) {
    return new PlanGraph(plan).make();
  }

  private Graph make() {
    for (Plan.Step step : plan.steps()) {
      List<Integer> giving = new ArrayList<>();
      add(step, step.reads(), "", giving);
      givers.add(giving);
    }
    for (int giver : givers.get(givers.size() - 1)) {
      edges.add(new Graph.Edge(giver, Graph.OUTPUT, "", false));
    }
    return new Graph(nodes, edges);
  }

  /**
   * Adds a step, and what is tried after it.
   *
   * @param when when it is tried; empty if that is always
   * @param giving is told the nodes that may give what the step gives
   */
  private void add(Plan.Step step, List<Plan.Read> reads, String when, List<Integer> giving) {
    Guard guard = step.guard();
    int node = nodes.size();
    nodes.add(new Graph.Node(step.name(), step.type() == null ? RunType.CHAIN : step.type()));
    giving.add(node);
    String label =
        GuardLabels.joined(
            when, step.fallbacks().isEmpty() ? "" : GuardLabels.FIRST, limits(guard.timeout()));
    for (Plan.Read read : reads) {
      addEdges(read.source(), node, GuardLabels.joined(label, nameOf(read, reads)));
    }
    if (reads.isEmpty() && plan.oneStep()) {
      addEdges(Plan.INPUT, node, label);
    }
    if (guard.retry() != null) {
      edges.add(new Graph.Edge(node, node, GuardLabels.again(guard.retry().attempts()), true));
    }
    int number = 0;
    for (Plan.Step fallback : step.fallbacks()) {
      number++;
      List<Plan.Read> own = fallback.reads().isEmpty() ? reads : fallback.reads();
      add(fallback, own, GuardLabels.joined(when, GuardLabels.fallback(number)), giving);
    }
  }

  private static String limits(@Nullable TimeoutPolicy policy) {
    return policy == null
        ? ""
        : GuardLabels.limits(policy.total(), policy.firstChunk(), policy.betweenChunks());
  }

  private static String nameOf(Plan.Read read, List<Plan.Read> reads) {
    return reads.size() > 1 ? read.parameter() : "";
  }

  private void addEdges(int source, int to, String label) {
    List<Integer> from = source == Plan.INPUT ? List.of(Graph.INPUT) : givers.get(source);
    from.forEach(giver -> edges.add(new Graph.Edge(giver, to, label, false)));
  }
}
