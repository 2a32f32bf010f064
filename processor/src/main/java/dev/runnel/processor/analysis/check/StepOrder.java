package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.ChainAnalysis;
import dev.runnel.processor.analysis.bind.ChainStep;
import dev.runnel.processor.analysis.bind.FallbackBinder;
import dev.runnel.processor.analysis.read.AnalysisContext;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.diagnostic.ProblemKind;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.ChainForm;
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
              ProblemKind.UNBOUND_FROM,
              ProblemKind.CHAIN_INPUT_MISMATCH,
              ProblemKind.CHAIN_CHUNK_MISMATCH,
              ProblemKind.CHAIN_WHOLE_MISMATCH,
              ProblemKind.CHAIN_CANNOT_COLLECT));

  private StepOrder() {}

  /**
   * Returns what is wrong with a chain: if it fits after one swap, and one only, the first mismatch
   * with the question whether that is meant; else what was found.
   */
  public static Report explain(
      AnalysisContext context, ChainSignature signature, List<ChainStep> steps, Report found) {
    if (found.problems().stream().noneMatch(problem -> KINDS.contains(problem.kind()))
        || fits(context, signature, steps)) { // then it is a fallback that does not
      return found;
    }
    List<String> fitting = new ArrayList<>();
    for (int i = 0; i + 1 < steps.size(); i++) {
      List<ChainStep> swapped = new ArrayList<>(steps);
      Collections.swap(swapped, i, i + 1);
      if (fits(context, signature, swapped)) {
        fitting.add("'" + swapped.get(i).name() + "' before '" + swapped.get(i + 1).name() + "'");
      }
    }
    return fitting.size() == 1
        ? found.guessing(KINDS, "Is the order wrong? It fits with " + fitting.get(0) + ".")
        : found;
  }

  private static boolean fits(
      AnalysisContext context, ChainSignature signature, List<ChainStep> steps) {
    boolean readsStream = signature.form() == ChainForm.STREAM_RUNNEL;
    Report unused = new Report();
    return new ChainAnalysis(
                context, signature, steps, readsStream, FallbackBinder.Lookup.NOTHING, unused)
            .run()
        != null;
  }
}
