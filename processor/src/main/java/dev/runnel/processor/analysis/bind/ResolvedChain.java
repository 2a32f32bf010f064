package dev.runnel.processor.analysis.bind;

import dev.runnel.annotations.Chunks;
import dev.runnel.processor.analysis.read.DeclaredChain;
import dev.runnel.processor.model.Multiplicity;
import java.util.List;
import java.util.Optional;

/**
 * A chain whose steps are found.
 *
 * @param declared the chain
 * @param readsStream whether its input is a stream: as declared, or as another chain wants it
 * @param steps its steps, in their order; at least one
 * @param guard what stands in for the chain as a whole
 */
public record ResolvedChain(
    DeclaredChain declared,
    boolean readsStream,
    List<NamedStep> steps,
    Optional<NamedGuard> guard) {
  /** Returns its name. */
  public String name() {
    return declared.name();
  }

  /** Returns the chain with a stream as its input. */
  public ResolvedChain asStream() {
    return new ResolvedChain(declared, true, steps, guard);
  }

  /** Returns the chain as declared, with other steps, none of them guarded. */
  public ResolvedChain withPlain(List<NamedStep> others) {
    return new ResolvedChain(
        declared,
        declared.takesStream(),
        others.stream().map(NamedStep::plain).toList(),
        Optional.empty());
  }

  Output input() {
    return new Output(
        declared.input(), null, readsStream ? Multiplicity.MANY : Multiplicity.ONE, Chunks.PIECES);
  }
}
