package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.bind.NamedStep;
import dev.runnel.processor.analysis.bind.ResolvedChain;
import dev.runnel.processor.analysis.read.ChainClassContext;
import dev.runnel.processor.diagnostic.ProblemKind;
import dev.runnel.processor.diagnostic.Report;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Finds out whether a chain that does not fit has two neighbouring steps the wrong way round. */
public final class StepOrder {
  /** What a wrong order can bring about. */
  private static final Set<ProblemKind> KINDS =
      Collections.unmodifiableSet(
          EnumSet.of(
              ProblemKind.STEP_MISMATCH,
              ProblemKind.CANNOT_COLLECT,
              ProblemKind.CANNOT_JOIN,
              ProblemKind.UNBOUND_FROM,
              ProblemKind.CHAIN_INPUT_MISMATCH,
              ProblemKind.CHAIN_CHUNK_MISMATCH,
              ProblemKind.CHAIN_WHOLE_MISMATCH,
              ProblemKind.CHAIN_CANNOT_COLLECT,
              ProblemKind.CHAIN_CANNOT_JOIN));

  private StepOrder() {}

  /**
   * Returns what is wrong with a chain: if it fits after one swap, and one only, the first mismatch
   * with the question whether that is meant; else what was found.
   */
  public static Report explain(ChainClassContext context, ResolvedChain chain, Report found) {
    List<NamedStep> steps = chain.steps();
    if (found.problems().stream().noneMatch(problem -> KINDS.contains(problem.kind()))
        || fits(context, chain, steps)) { // then it is a fallback that does not
      return found;
    }
    List<String> fitting = new ArrayList<>();
    for (int i = 0; i + 1 < steps.size(); i++) {
      List<NamedStep> swapped = new ArrayList<>(steps);
      Collections.swap(swapped, i, i + 1);
      if (fits(context, chain, swapped)) {
        fitting.add("'" + swapped.get(i).name() + "' before '" + swapped.get(i + 1).name() + "'");
      }
    }
    return fitting.size() == 1
        ? found.guessing(KINDS, "Is the order wrong? It fits with " + fitting.get(0) + ".")
        : found;
  }

  private static boolean fits(
      ChainClassContext context, ResolvedChain chain, List<NamedStep> steps) {
    return ChainCheck.check(context, chain.withPlain(steps)).chain().isPresent();
  }
}
