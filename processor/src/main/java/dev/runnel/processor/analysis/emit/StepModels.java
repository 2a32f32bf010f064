package dev.runnel.processor.analysis.emit;

import com.palantir.javapoet.TypeName;
import dev.runnel.processor.analysis.bind.BoundGuard;
import dev.runnel.processor.analysis.bind.BoundParameter;
import dev.runnel.processor.analysis.bind.BoundStep;
import dev.runnel.processor.analysis.bind.Output;
import dev.runnel.processor.analysis.read.DeclaredParameter;
import dev.runnel.processor.analysis.read.DeclaredStep;
import dev.runnel.processor.analysis.read.Signatures;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Guard;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepOutput;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.types.TypeSystem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes the models of steps that are bound. */
final class StepModels {
  private final TypeSystem types;

  StepModels(TypeSystem types) {
    this.types = types;
  }

  /**
   * Describes the steps of a chain.
   *
   * @param steps the steps
   * @param buffered the indices of those whose stream has to be buffered
   */
  List<Step> of(List<BoundStep> steps, Set<Integer> buffered) {
    List<Step> models = new ArrayList<>();
    for (BoundStep step : steps) {
      models.add(model(step, buffered.contains(step.index())));
    }
    return models;
  }

  /** Describes a guard. */
  Guard guard(BoundGuard guard) {
    return new Guard(
        guard.declared().limits(),
        guard.declared().retries(),
        guard.fitting().stream().map(step -> model(step, false)).toList());
  }

  private Step model(BoundStep step, boolean buffered) {
    DeclaredStep declared = step.declared();
    Output output = step.output();
    return new Step(
        step.index(),
        Signatures.of(declared.member()),
        declared.run(),
        declared.kind(),
        step.reads(),
        declared.gives(),
        step.parameters().stream().map(each -> parameter(each, buffered)).toList(),
        new StepOutput(
            types.name(output.chunk()),
            output.whole() == null ? null : types.name(output.whole()),
            output.multiplicity()),
        declared.answered(),
        step.named().chain() == null ? null : step.named().chain().form(),
        step.guard().map(this::guard).orElse(null));
  }

  private StepParameter parameter(BoundParameter bound, boolean buffered) {
    DeclaredParameter declared = bound.declared();
    return new StepParameter(
        declared.name(),
        TypeName.get(declared.type()),
        declared.role(),
        bound.source(),
        bound.edge(),
        bound.form(),
        bound.edge() == Edge.STREAM ? declared.factory() : null,
        types.name(declared.element()),
        bound.conversion(),
        bound.whole(),
        buffered && !bound.readsWhole());
  }
}
