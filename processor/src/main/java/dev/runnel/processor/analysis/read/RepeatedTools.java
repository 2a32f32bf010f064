package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Retry;
import dev.runnel.processor.diagnostic.AgentProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.AgentStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Warns of agents that are tried again together with tools which nobody wants to run again. */
public final class RepeatedTools {
  private RepeatedTools() {}

  /** Looks at the steps of a class; those that it inherits were looked at where they stand. */
  public static void check(ChainClassContext context, List<StepReading> steps, Report report) {
    for (StepReading step : steps) {
      FoundAnnotation retry = step.member().annotation(Retry.class);
      @Nullable AgentStep agent = step.declared().map(DeclaredStep::agent).orElse(null);
      if (retry != null
          && agent != null
          && context.declares(step.member())
          && !agent.unrepeatable().isEmpty()) {
        String name = step.member().name();
        report.add(
            AgentProblems.repeatedTools(
                retry.position(),
                "step '" + name + "'",
                name,
                String.join(", ", agent.unrepeatable())));
      }
    }
  }
}
