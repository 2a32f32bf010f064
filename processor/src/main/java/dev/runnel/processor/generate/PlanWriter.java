package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import dev.runnel.annotations.RunType;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.Guard;
import dev.runnel.processor.model.SourceText;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the constants that describe a chain. */
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
    plan.add("$T.of($L$>$>", Api.PLAN, SourceText.literal(chain.runName()));
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
    CodeBlock.Builder code =
        CodeBlock.builder().add("$T.step($L)", Api.PLAN, SourceText.literal(step.runName()));
    addType(code, step, step.kind().isComponent());
    addReads(code, step.dataParameters());
    if (!step.tags().isEmpty()) {
      code.add("$Z.tags($L)", strings(step.tags()));
    }
    if (step.cumulative()) {
      code.add(".replacing()");
    }
    addGuard(code, step, step.dataParameters());
    return code.build();
  }

  private void addReads(CodeBlock.Builder code, List<StepParameter> reads) {
    for (StepParameter parameter : reads) {
      code.add(
          "$Z.reads($L, $L)",
          SourceText.literal(parameter.name()),
          sequence.constantCode(parameter.source()));
    }
  }

  private void addGuard(CodeBlock.Builder code, Step step, List<StepParameter> reads) {
    Guard guard = step.guard();
    if (guard == null) {
      return;
    }
    if (guard.limits() != null) {
      code.add("$Z.timeout($L)", sequence.guards().timeout(step.method()));
    }
    if (guard.retries() != null) {
      code.add("$Z.retry($L)", sequence.guards().retry(step.method()));
    }
    List<CodeBlock> fallbacks =
        guard.fallbacks().stream().map(fallback -> fallback(fallback, reads)).toList();
    if (!fallbacks.isEmpty()) {
      code.add("$>$>\n.fallbacks($>$>\n$L)$<$<$<$<", CodeBlock.join(fallbacks, ",\n"));
    }
  }

  /** Adds the kind of work, unless the run of a step has it anyway. */
  private static void addType(CodeBlock.Builder code, Step step, boolean ofComponent) {
    RunType type = type(step);
    if (type != null && (type != RunType.CHAIN || ofComponent)) {
      code.add(".type($T.$L)", Api.RUN_TYPE, type.name());
    }
  }

  private CodeBlock fallback(Step step, List<StepParameter> guarded) {
    CodeBlock.Builder code =
        CodeBlock.builder().add("$T.step($L)", Api.PLAN, SourceText.literal(step.runName()));
    addType(code, step, false);
    List<StepParameter> reads = reads(step, guarded);
    addReads(code, reads.equals(guarded) ? List.of() : reads);
    addGuard(code, step, reads);
    return code.build();
  }

  /** Returns what a fallback reads: that of the guarded step, unless it says otherwise. */
  static List<StepParameter> reads(Step fallback, List<StepParameter> guarded) {
    List<StepParameter> own = fallback.dataParameters();
    return sources(own).equals(sources(guarded)) || own.isEmpty() ? guarded : own;
  }

  private static List<Integer> sources(List<StepParameter> parameters) {
    return parameters.stream().map(StepParameter::source).toList();
  }

  /**
   * Returns the kind of work that a step's runs are; null where its component says so. The run of a
   * step that is tried more than once is a chain, and its attempts are what it is.
   */
  static @Nullable RunType type(Step step) {
    boolean attempts = step.guard() != null && step.guard().attempts();
    return attempts ? RunType.CHAIN : step.type();
  }

  private static CodeBlock strings(List<String> strings) {
    return CodeBlock.join(
        strings.stream().map(text -> CodeBlock.of("$L", SourceText.literal(text))).toList(), ", ");
  }
}
