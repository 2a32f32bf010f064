package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.model.Multiplicity;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A step as a chain or a fallback names it.
 *
 * @param declared the step
 * @param position the place of its name in the annotation
 * @param chain what is known of the chain that it is; null if it is none
 * @param guard what stands in for it; empty for nothing, and for a chain, which guards itself
 */
public record NamedStep(
    DeclaredStep declared,
    Position position,
    @Nullable NamedChain chain,
    Optional<NamedGuard> guard) {
  /** Takes a chain as what it declares, if it says that. */
  public static Optional<NamedStep> asDeclared(DeclaredChain chain, Position position) {
    if (chain.chunk() == null || chain.whole() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new NamedStep(
            chain.asStep(chain.chunk(), chain.whole(), null),
            position,
            new NamedChain(chain.form(), Multiplicity.MANY, Optional::empty),
            Optional.empty()));
  }

  /** Returns its name. */
  public String name() {
    return declared.name();
  }

  /** Returns the step, and what stands in for it, declared in another way. */
  NamedStep mapped(UnaryOperator<DeclaredStep> change) {
    return new NamedStep(
        change.apply(declared), position, chain, guard.map(known -> known.mapped(change)));
  }

  /** Returns the step as it is when it reads a stream; empty if it is no chain, or cannot. */
  Optional<NamedStep> asStream() {
    return chain == null ? Optional.empty() : chain.asStream().get();
  }

  /** Returns the step with nothing that could change how it reads: no guard, and no other form. */
  public NamedStep plain() {
    return new NamedStep(
        declared, position, chain == null ? null : chain.plain(), Optional.empty());
  }
}
