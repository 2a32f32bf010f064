package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.model.StepParameter;
import java.util.List;

/**
 * What the input of a chain and its steps hand on.
 *
 * @param input what the chain takes
 * @param steps what the steps give, as far as they are bound
 */
public record Outputs(Output input, List<Output> steps) {
  static Outputs of(ResolvedChain chain, List<BoundStep> steps) {
    return new Outputs(chain.input(), steps.stream().map(BoundStep::output).toList());
  }

  /**
   * Returns what a source hands on.
   *
   * @param source the index of a step, or {@link StepParameter#INPUT}
   */
  public Output of(int source) {
    return source == StepParameter.INPUT ? input : steps.get(source);
  }
}
