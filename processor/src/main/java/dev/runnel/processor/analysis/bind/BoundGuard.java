package dev.runnel.processor.analysis.bind;

import dev.runnel.processor.analysis.read.DeclaredGuard;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import java.util.List;
import java.util.Optional;

/**
 * A guard whose fallbacks are bound at the place of what they stand in for.
 *
 * @param declared what is declared
 * @param fallbacks each fallback, or why it does not fit
 */
public record BoundGuard(DeclaredGuard declared, List<Result<BoundStep>> fallbacks) {
  /** Returns the fallbacks that fit. */
  public List<BoundStep> fitting() {
    return fallbacks.stream().map(Result::toOptional).flatMap(Optional::stream).toList();
  }

  /** Says why fallbacks do not fit, and the fallbacks of those that do. */
  public void reportTo(Report report) {
    for (Result<BoundStep> fallback : fallbacks) {
      fallback
          .reportTo(report)
          .flatMap(BoundStep::guard)
          .ifPresent(guard -> guard.reportTo(report));
    }
  }
}
