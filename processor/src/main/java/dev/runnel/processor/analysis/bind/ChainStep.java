package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.StepDeclaration;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Multiplicity;
import org.jspecify.annotations.Nullable;

/**
 * Is a step as a chain names it.
 *
 * @param declaration the step
 * @param position the place of its name in the chain's annotation
 * @param chainForm the form of the chain that the step is; null if it is none
 * @param multiplicity how many chunks that chain gives; null if the step is no chain
 */
public record ChainStep(
    StepDeclaration declaration,
    Position position,
    @Nullable ChainForm chainForm,
    @Nullable Multiplicity multiplicity) {
  public String name() {
    return declaration.name();
  }
}
