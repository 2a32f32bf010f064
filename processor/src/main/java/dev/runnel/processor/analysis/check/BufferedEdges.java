package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.bind.BoundChain;
import dev.runnel.processor.analysis.bind.BoundParameter;
import dev.runnel.processor.analysis.bind.BoundStep;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.StepParameter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the edges that have to hold any number of chunks: a step that reads a stream waits for a
 * whole first, and both come from the same source. Without a buffer the source would wait for the
 * step, and the step for the source.
 */
final class BufferedEdges {
  private final BoundChain chain;
  private final List<BoundStep> steps;
  private final Report report;
  private final Set<Integer> buffered = new HashSet<>();

  BufferedEdges(BoundChain chain, Report report) {
    this.chain = chain;
    this.steps = chain.steps();
    this.report = report;
  }

  /** Returns the indices of the steps whose stream has to be buffered, and notes why. */
  Set<Integer> find() {
    for (BoundStep step : steps) {
      if (step.streaming().isPresent()) {
        step.wholes().stream()
            .filter(whole -> whole.source() != StepParameter.INPUT)
            .forEach(whole -> findShared(step, whole));
      }
    }
    return Set.copyOf(buffered);
  }

  /** Follows the stream to its source, up to the first step that the whole needs as well. */
  private void findShared(BoundStep reader, BoundParameter whole) {
    Set<Integer> upstream = new HashSet<>();
    addUpstream(whole.source(), upstream);
    int at = reader.index();
    Optional<BoundParameter> edge = reader.streaming();
    while (edge.isPresent()) {
      int source = edge.get().source();
      if (upstream.contains(source)) {
        buffered.add(at);
        report.add(
            ChainProblems.bufferedEdge(
                reader.position(),
                chain.declared().name(),
                source == StepParameter.INPUT ? "the chain's input" : step(source),
                reader.name(),
                step(whole.source())));
        return;
      }
      at = source;
      edge = source == StepParameter.INPUT ? Optional.empty() : steps.get(source).streaming();
    }
  }

  private String step(int index) {
    return "step '" + steps.get(index).name() + "'";
  }

  private void addUpstream(int step, Set<Integer> upstream) {
    if (upstream.add(step) && step != StepParameter.INPUT) {
      for (BoundParameter parameter : steps.get(step).dataParameters()) {
        addUpstream(parameter.source(), upstream);
      }
    }
  }
}
