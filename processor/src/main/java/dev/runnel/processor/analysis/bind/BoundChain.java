package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.model.StepParameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A chain in which each step knows what it reads, whether that fits or not.
 *
 * @param resolved the chain
 * @param steps its steps, in their order
 * @param output what it gives, or why that is not what it declares
 * @param guard what is done when the whole chain fails
 */
public record BoundChain(
    ResolvedChain resolved,
    List<BoundStep> steps,
    Result<BoundOutput> output,
    Optional<BoundGuard> guard) {
  /** Returns the chain as declared. */
  public DeclaredChain declared() {
    return resolved.declared();
  }

  /** Returns the step that gives the chain's chunks. */
  public BoundStep lastStep() {
    return steps.get(steps.size() - 1);
  }

  /** Returns what its input and its steps hand on. */
  public Outputs outputs() {
    return Outputs.of(resolved, steps);
  }

  /** Returns the parameters that read the chain's input. */
  public Stream<BoundParameter> inputReaders() {
    return steps.stream()
        .flatMap(step -> step.dataParameters().stream())
        .filter(parameter -> parameter.source() == StepParameter.INPUT);
  }
}
