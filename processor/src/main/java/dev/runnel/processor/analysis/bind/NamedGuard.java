package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.DeclaredGuard;
import dev.runnel.processor.analysis.read.DeclaredStep;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A guard whose fallbacks are found.
 *
 * @param declared what is declared
 * @param fallbacks those fallbacks that are steps or chains without errors, in their order
 */
public record NamedGuard(DeclaredGuard declared, List<NamedStep> fallbacks) {
  /** Returns the guard with its fallbacks declared in another way. */
  NamedGuard mapped(UnaryOperator<DeclaredStep> change) {
    return new NamedGuard(
        declared, fallbacks.stream().map(fallback -> fallback.mapped(change)).toList());
  }
}
