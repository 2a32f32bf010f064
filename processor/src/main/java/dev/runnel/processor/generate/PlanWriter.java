package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.runnel.annotations.RunType;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the constants that describe a chain, and its diagram. */
final class PlanWriter {
  private final SequenceContext sequence;
  private final Chain chain;

  PlanWriter(SequenceContext sequence) {
    this.sequence = sequence;
    this.chain = sequence.chain();
  }

  /** Writes a constant for each step. */
  List<FieldSpec> constants() {
    List<FieldSpec> constants = new ArrayList<>();
    for (Step step : chain.steps()) {
      constants.add(
          FieldSpec.builder(int.class, sequence.constant(step))
              .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
              .initializer("$L", step.index())
              .build());
    }
    return constants;
  }

  /** Writes the constant that holds the plan. */
  FieldSpec plan() {
    CodeBlock.Builder plan = CodeBlock.builder();
    plan.add("$T.of($S$>$>", Api.PLAN, chain.runName());
    chain.steps().forEach(step -> plan.add(",\n$L", step(step)));
    plan.add(")");
    if (!chain.tags().isEmpty()) {
      plan.add("\n.tags($L)", strings(chain.tags()));
    }
    plan.add("$<$<");
    return FieldSpec.builder(Api.PLAN, "PLAN")
        .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
        .initializer(plan.build())
        .build();
  }

  private CodeBlock step(Step step) {
    CodeBlock.Builder code = CodeBlock.builder().add("$T.step($S)", Api.PLAN, step.runName());
    // The run of a step that is tried more than once is a chain, and its attempts are what it is.
    boolean attempts = step.guard() != null && step.guard().attempts();
    RunType type = attempts ? RunType.CHAIN : step.type();
    if (type != null) {
      code.add(".type($T.$L)", Api.RUN_TYPE, type.name());
    }
    for (StepParameter parameter : step.dataParameters()) {
      code.add("$Z.reads($S, $L)", parameter.name(), sequence.constantCode(parameter.source()));
    }
    if (!step.tags().isEmpty()) {
      code.add("$Z.tags($L)", strings(step.tags()));
    }
    if (step.cumulative()) {
      code.add(".replacing()");
    }
    return code.build();
  }

  private static CodeBlock strings(List<String> strings) {
    return CodeBlock.join(strings.stream().map(text -> CodeBlock.of("$S", text)).toList(), ", ");
  }

  /** Writes what the chain does: its steps in a row, or what each of them reads. */
  CodeBlock diagram() {
    if (isRow()) {
      List<String> names = new ArrayList<>(List.of("input"));
      chain.steps().forEach(step -> names.add(step.methodName()));
      return CodeBlock.of("Runs {@code $L}.\n", String.join(" -> ", names));
    }
    int width = chain.steps().stream().mapToInt(s -> s.methodName().length()).max().orElse(0);
    CodeBlock.Builder code = CodeBlock.builder().add("Runs its steps so:\n\n<pre>{@code\n");
    for (Step step : chain.steps()) {
      List<String> sources =
          step.dataParameters().stream()
              .map(parameter -> sequence.methodName(parameter.source()))
              .toList();
      String padding = " ".repeat(width - step.methodName().length());
      code.add("$L$L <- $L\n", step.methodName(), padding, String.join(", ", sources));
    }
    return code.add("}</pre>\n").build();
  }

  private boolean isRow() {
    return chain.steps().stream()
        .allMatch(
            step ->
                step.dataParameters().size() == 1
                    && step.dataParameters().get(0).source() == step.index() - 1);
  }
}
