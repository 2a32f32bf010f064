package dev.runnel.processor.analysis.check;

import com.palantir.javapoet.TypeName;
import dev.runnel.processor.analysis.read.StepReading;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.StepProblems;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.PromptStep;
import java.util.List;
import java.util.stream.Collectors;

/** Checks that a schema in a prompt is that of one type. */
public final class PromptSchemas {
  private PromptSchemas() {}

  /** Checks the prompts of a class whose chains are known. */
  public static void check(List<StepReading> steps, List<Chain> chains, Report report) {
    if (report.hasErrors()) {
      return; // then chains may be missing
    }
    for (StepReading step : steps) {
      step.prompt()
          .filter(PromptStep::saysSchema)
          .map(prompt -> prompt.answers(chains))
          .filter(types -> types.size() != 1)
          .ifPresent(types -> report.add(problem(step, types)));
    }
  }

  private static Problem problem(StepReading step, List<TypeName> types) {
    String why =
        types.isEmpty()
            ? "no model with @Answer reads it"
            : "the models that read it answer with "
                + types.stream().map(PromptSchemas::simple).collect(Collectors.joining(" and "));
    return StepProblems.badTemplate(
        Position.of(step.member().element()),
        step.member().name(),
        "{@schema} stands for the schema of what a model answers with, but " + why,
        types.isEmpty()
            ? "Put @Answer on the model that reads the prompt, or leave {@schema} out."
            : "Write a prompt for each of them.");
  }

  private static String simple(TypeName type) {
    return type.toString().replaceAll("[\\w.]+[.$](?=\\w)", "");
  }
}
