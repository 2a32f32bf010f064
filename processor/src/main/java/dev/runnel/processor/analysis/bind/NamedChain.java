package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Multiplicity;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A chain that is a step of another one.
 *
 * @param form its form
 * @param multiplicity how many chunks it gives
 * @param asStream gives it as it is when it reads a stream; empty if it cannot
 */
public record NamedChain(
    ChainForm form, Multiplicity multiplicity, Supplier<Optional<NamedStep>> asStream) {
  NamedChain plain() {
    return new NamedChain(form, multiplicity, Optional::empty);
  }
}
