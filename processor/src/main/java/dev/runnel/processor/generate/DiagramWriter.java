package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import dev.runnel.annotations.internal.GuardLabels;
import dev.runnel.annotations.internal.Mermaid;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.Guard;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a chain's diagram: the one that the chain's graph draws for Mermaid. */
public final class DiagramWriter {
  /** What cannot stand in a Javadoc comment as it is. */
  private static final Pattern UNFIT = Pattern.compile("[{}@\\\\]|\\*/|[\\p{Cntrl}&&[^\n]]");

  private static final int WIDTH = 80;

  private final Chain chain;
  private final List<String> nodes = new ArrayList<>();
  private final List<Mermaid.Edge> edges = new ArrayList<>();

  /** By step: the nodes that may give what the step gives. */
  private final List<List<Integer>> givers = new ArrayList<>();

  DiagramWriter(Chain chain) {
    this.chain = chain;
  }

  /**
   * Draws a chain.
   *
   * @param chain the chain; it is not broken
   * @return the diagram in Mermaid's words
   */
  public static String mermaid(Chain chain) {
    return new DiagramWriter(chain).mermaid();
  }

  /** Writes the steps in a row where that says all, else a diagram if a comment can hold it. */
  CodeBlock write() {
    Optional<String> row = row();
    if (row.isPresent()) {
      return CodeBlock.of("<p>{@code $L}\n", row.get());
    }
    String diagram = mermaid();
    return UNFIT.matcher(diagram).find()
        ? CodeBlock.of("<p>Runs each step when what it reads is there.\n")
        : CodeBlock.of("<pre>{@code\n$L}</pre>\n", diagram);
  }

  /** Returns the steps in a row; empty where that does not say all, or a comment cannot hold it. */
  Optional<String> row() {
    List<String> names = new ArrayList<>(List.of("input"));
    chain.steps().forEach(step -> names.add(step.runName()));
    String row = String.join(" -> ", names);
    return isRow() && row.length() <= WIDTH && !UNFIT.matcher(row).find()
        ? Optional.of(row)
        : Optional.empty();
  }

  private boolean isRow() {
    return chain.steps().stream()
        .allMatch(
            step ->
                step.guard() == null
                    && step.dataParameters().size() == 1
                    && step.dataParameters().get(0).source() == step.index() - 1);
  }

  private String mermaid() {
    for (Step step : chain.steps()) {
      List<Integer> giving = new ArrayList<>();
      add(step, step.dataParameters(), "", giving);
      givers.add(giving);
    }
    givers
        .get(givers.size() - 1)
        .forEach(last -> edges.add(new Mermaid.Edge(last, Mermaid.OUTPUT, "", false)));
    return Mermaid.draw(nodes, edges);
  }

  /**
   * Adds a step, and what is tried after it.
   *
   * @param when when it is tried; empty if that is always
   * @param giving is told the nodes that may give what the step gives
   */
  private void add(Step step, List<StepParameter> reads, String when, List<Integer> giving) {
    Guard guard = step.guard();
    int node = nodes.size();
    nodes.add(step.runName());
    giving.add(node);
    String label =
        GuardLabels.joined(
            when, step.fallbacks().isEmpty() ? "" : GuardLabels.FIRST, limits(guard));
    for (StepParameter read : reads) {
      String name = reads.size() > 1 ? read.name() : "";
      addEdges(read.source(), node, GuardLabels.joined(label, name));
    }
    if (reads.isEmpty() && chain.steps().size() == 1) {
      addEdges(StepParameter.INPUT, node, label);
    }
    if (guard != null && guard.retries() != null) {
      edges.add(new Mermaid.Edge(node, node, GuardLabels.again(guard.retries().attempts()), true));
    }
    int number = 0;
    for (Step fallback : step.fallbacks()) {
      number++;
      String then = GuardLabels.joined(when, GuardLabels.fallback(number));
      add(fallback, PlanWriter.reads(fallback, reads), then, giving);
    }
  }

  private static String limits(@Nullable Guard guard) {
    Guard.Limits limits = guard == null ? null : guard.limits();
    return limits == null
        ? ""
        : GuardLabels.limits(
            Optional.ofNullable(limits.total()),
            Optional.ofNullable(limits.firstChunk()),
            Optional.ofNullable(limits.betweenChunks()));
  }

  private void addEdges(int source, int to, String label) {
    List<Integer> from =
        source == StepParameter.INPUT ? List.of(Mermaid.INPUT) : givers.get(source);
    from.forEach(giver -> edges.add(new Mermaid.Edge(giver, to, label, false)));
  }
}
