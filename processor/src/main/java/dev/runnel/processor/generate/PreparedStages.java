package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Knows what the steps of a segment are called by in its pipeline, what they need at the start of a
 * run, and what is to be done with them at its end.
 */
final class PreparedStages {
  private final PipelineScope scope;
  private final SequenceContext sequence;
  private final StepCalls calls;
  private final List<Step> stages;
  private final Map<Step, String> names = new HashMap<>();
  private final Map<Step, String> emitters = new HashMap<>();
  private final Map<Step, CodeBlock> contexts = new HashMap<>();
  private final CodeBlock.Builder preparation = CodeBlock.builder();

  PreparedStages(PipelineScope scope, StepCalls calls, List<Step> stages) {
    this.scope = scope;
    this.sequence = scope.sequence();
    this.calls = calls;
    this.stages = stages;
  }

  /** Finds names and writes what is to be done at the start. */
  void prepare() {
    stages.forEach(this::prepare);
  }

  /** Returns the variable or field of a step. */
  String name(Step step) {
    return Objects.requireNonNull(names.get(step));
  }

  /** Names the emitter of a step; nothing if it has none. */
  String emitter(Step step) {
    return emitters.getOrDefault(step, "");
  }

  /** Writes the run of a step. */
  CodeBlock context(Step step) {
    return contexts.getOrDefault(step, calls.context(step));
  }

  /** Returns what the steps need to be made at the start of the run. */
  CodeBlock preparation() {
    return preparation.build();
  }

  /** Finds a name for the emitter of a step. */
  void nameEmitter(Step step) {
    emitters.put(step, scope.newName(sequence.variable(step.index()) + "Out"));
  }

  static boolean isTransformer(Step step) {
    return step.kind() == StepKind.TRANSFORMER_COMPONENT
        || step.kind() == StepKind.TRANSFORMER_METHOD;
  }

  private void prepare(Step step) {
    names.put(step, scope.newName(sequence.variable(step.index())));
    if (Segment.emits(step)) {
      nameEmitter(step);
    }
    if (isTransformer(step)) {
      prepareTransformer(step);
    } else if (StepCalls.takesContext(step) && step.guard() == null) {
      String run = scope.newName(sequence.variable(step.index()) + "Run");
      scope.names().field(Api.RUN_CONTEXT, run);
      preparation.addStatement("$L = $L", run, calls.context(step));
      contexts.put(step, CodeBlock.of("$L", run));
    }
  }

  private void prepareTransformer(Step step) {
    String name = name(step);
    TypeName read = ChainGraph.streamed(step).orElseThrow().elementType();
    scope.names().field(Api.of(Api.TRANSFORMER, read, step.chunkType()), name);
    String constant = sequence.constant(step);
    if (step.kind() == StepKind.TRANSFORMER_COMPONENT) {
      if (sequence.isMade(step)) {
        preparation.addStatement("comeTo($L)", constant);
      }
      preparation.addStatement(
          "$L = newTransformer($L,$W$L)", name, constant, scope.component(step));
      return;
    }
    preparation.addStatement("comeTo($L)", constant);
    boolean takesNothing = step.method().parameters().isEmpty();
    CodeBlock made =
        CodeBlock.of(
            "$L.$L($L)",
            scope.names().steps(),
            step.methodName(),
            takesNothing ? CodeBlock.of("") : calls.context(step));
    preparation.addStatement("$L = given($L,$W$L)", name, constant, made);
  }

  /** Tells whether more is to be done at the end of the source than to end the steps. */
  boolean completes() {
    return stages.stream().anyMatch(PreparedStages::isTransformer);
  }

  /**
   * Returns what is to be done when the source has ended.
   *
   * @param ended steps that have ended with the source, before the segment's own
   */
  CodeBlock completion(List<Step> ended) {
    CodeBlock.Builder code = CodeBlock.builder();
    List<Step> ending = new ArrayList<>(ended);
    for (Step step : stages) {
      if (isTransformer(step)) {
        addEnd(code, ending);
        code.addStatement(
            "complete($L,$W$L,$W$L)", sequence.constant(step), name(step), emitter(step));
      } else {
        ending.add(step);
      }
    }
    addEnd(code, ending);
    return code.build();
  }

  /** Steps that follow each other end in one call. */
  private void addEnd(CodeBlock.Builder code, List<Step> ending) {
    if (!ending.isEmpty()) {
      List<CodeBlock> constants =
          ending.stream().map(step -> CodeBlock.of("$L", sequence.constant(step))).toList();
      code.addStatement("end($L)", StepCalls.list(constants));
      ending.clear();
    }
  }
}
