package dev.runnel.engine;

import dev.runnel.Graph;
import dev.runnel.TimeoutPolicy;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.internal.GuardLabels;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the graph of a chain: its steps, what each of them reads, and what is done when one fails.
 */
public final class PlanGraph {
  private final Plan plan;
  private final List<Graph.Node> nodes = new ArrayList<>();
  private final List<Graph.Edge> edges = new ArrayList<>();

  /** By step: the nodes that may give what the step gives. */
  private final List<List<Graph.Node>> givers = new ArrayList<>();

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
      List<Graph.Node> giving = new ArrayList<>();
      add(step, step.reads(), "", giving);
      givers.add(giving);
    }
    for (Graph.Node giver : givers.get(givers.size() - 1)) {
      edges.add(new Graph.Edge(giver, Graph.End.OUTPUT));
    }
    return new Graph(nodes, edges);
  }

  /**
   * Adds a step, and what is tried after it.
   *
   * @param when when it is tried; empty if that is always
   * @param giving is told the nodes that may give what the step gives
   */
  private void add(Plan.Step step, List<Plan.Read> reads, String when, List<Graph.Node> giving) {
    RunType type = step.type() == null ? RunType.CHAIN : step.type();
    Graph.Node node = new Graph.Node(nodes.size() + 1, step.name(), type);
    nodes.add(node);
    giving.add(node);
    String label =
        GuardLabels.joined(
            when,
            step.fallbacks().isEmpty() ? "" : GuardLabels.FIRST,
            step.timeout() == null ? "" : limits(step.timeout()));
    for (Plan.Read read : reads) {
      addEdges(read.source(), node, GuardLabels.joined(label, nameOf(read, reads)));
    }
    if (reads.isEmpty() && plan.oneStep()) {
      addEdges(Plan.INPUT, node, label);
    }
    if (step.retry() != null) {
      edges.add(new Graph.Edge(node, node, GuardLabels.again(step.retry().attempts()), true));
    }
    int number = 0;
    for (Plan.Step fallback : step.fallbacks()) {
      number++;
      List<Plan.Read> own = fallback.reads().isEmpty() ? reads : fallback.reads();
      add(fallback, own, GuardLabels.joined(when, GuardLabels.fallback(number)), giving);
    }
  }

  private static String limits(TimeoutPolicy policy) {
    return GuardLabels.limits(policy.total(), policy.firstChunk(), policy.betweenChunks());
  }

  private static String nameOf(Plan.Read read, List<Plan.Read> reads) {
    return reads.size() > 1 ? read.parameter() : "";
  }

  private void addEdges(int source, Graph.Node to, String label) {
    List<? extends Graph.Place> from =
        source == Plan.INPUT ? List.of(Graph.End.INPUT) : givers.get(source);
    from.forEach(giver -> edges.add(new Graph.Edge(giver, to, label, false)));
  }
}
