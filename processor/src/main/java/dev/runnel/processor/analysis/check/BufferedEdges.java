package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.bind.ChainStep;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the edges that have to hold any number of chunks: a step that reads a stream waits for a
 * whole first, and both come from the same source. Without a buffer the source would wait for the
 * step, and the step for the source.
 */
public final class BufferedEdges {
  private final ChainSignature signature;
  private final List<ChainStep> names;
  private final List<Step> steps;
  private final Report report;

  public BufferedEdges(
      ChainSignature signature, List<ChainStep> names, List<Step> steps, Report report) {
    this.signature = signature;
    this.names = names;
    this.steps = new ArrayList<>(steps);
    this.report = report;
  }

  /** Returns the steps, with the buffered edges marked. */
  public List<Step> mark() {
    for (int i = 0; i < steps.size(); i++) {
      if (stream(steps.get(i)).isPresent()) {
        check(i);
      }
    }
    return List.copyOf(steps);
  }

  private void check(int reader) {
    for (StepParameter parameter : steps.get(reader).wholes()) {
      if (parameter.source() != StepParameter.INPUT) {
        Set<Integer> upstream = new HashSet<>();
        addUpstream(parameter.source(), upstream);
        markShared(reader, parameter, upstream);
      }
    }
  }

  /** Follows the stream to its source, up to the first step that the whole needs as well. */
  private void markShared(int reader, StepParameter whole, Set<Integer> upstream) {
    int at = reader;
    Optional<StepParameter> edge = stream(steps.get(at));
    while (edge.isPresent()) {
      int source = edge.get().source();
      if (upstream.contains(source)) {
        mark(at, edge.get());
        report.add(
            ChainProblems.bufferedEdge(
                names.get(reader).position(),
                signature.name(),
                source == StepParameter.INPUT
                    ? "the chain's input"
                    : "step '" + names.get(source).name() + "'",
                names.get(reader).name(),
                "step '" + names.get(whole.source()).name() + "'"));
        return;
      }
      at = source;
      edge = source == StepParameter.INPUT ? Optional.empty() : stream(steps.get(source));
    }
  }

  private void mark(int index, StepParameter edge) {
    Step step = steps.get(index);
    List<StepParameter> parameters =
        step.parameters().stream()
            .map(parameter -> parameter.equals(edge) ? buffered(parameter) : parameter)
            .toList();
    steps.set(index, step.withParameters(parameters));
  }

  private static StepParameter buffered(StepParameter parameter) {
    return new StepParameter(
        parameter.name(),
        parameter.type(),
        parameter.role(),
        parameter.source(),
        parameter.edge(),
        parameter.streamForm(),
        parameter.publisherFactory(),
        parameter.elementType(),
        parameter.conversion(),
        parameter.whole(),
        true);
  }

  private void addUpstream(int step, Set<Integer> upstream) {
    if (upstream.add(step) && step != StepParameter.INPUT) {
      for (StepParameter parameter : steps.get(step).dataParameters()) {
        addUpstream(parameter.source(), upstream);
      }
    }
  }

  private static Optional<StepParameter> stream(Step step) {
    return step.dataParameters().stream()
        .filter(parameter -> parameter.edge() != Edge.WHOLE)
        .findFirst();
  }
}
