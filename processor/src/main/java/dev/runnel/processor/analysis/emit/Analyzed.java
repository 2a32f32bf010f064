package dev.runnel.processor.analysis.emit;

import dev.runnel.processor.diagnostic.ProblemKind;
import dev.runnel.processor.diagnostic.Report;
import java.util.Optional;

/**
 * What was found about a type for which a class of its own is generated.
 *
 * @param model what to generate; empty if no class can stand beside the type
 * @param report what is wrong
 * @param <M> describes the class to generate
 */
public record Analyzed<M>(Optional<M> model, Report report) {
  /**
   * Tells whether a type is missing, which another processor may generate.
   *
   * @return whether one is
   */
  public boolean isIncomplete() {
    return report.problems().stream()
        .anyMatch(problem -> problem.kind() == ProblemKind.MISSING_TYPE);
  }
}
