package dev.runnel.processor.analysis.check;

import dev.runnel.annotations.Streaming;
import dev.runnel.processor.analysis.bind.ChainStep;
import dev.runnel.processor.analysis.bind.Flow;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.analysis.read.StepDeclaration;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import java.util.Optional;

/** Checks whether a chain hands on chunks to its end, as far as it has to. */
public final class StreamingCheck {
  private final TypeSystem types;
  private final ChainSignature signature;
  private final List<ChainStep> names;
  private final List<Step> steps;
  private final List<Flow> flows;
  private final Report report;

  public StreamingCheck(
      TypeSystem types,
      ChainSignature signature,
      List<ChainStep> names,
      List<Step> steps,
      List<Flow> flows,
      Report report) {
    this.types = types;
    this.signature = signature;
    this.names = names;
    this.steps = steps;
    this.flows = flows;
    this.report = report;
  }

  public void check() {
    String wish = signature.annotation().constant("streams");
    if (Streaming.REQUIRED.name().equals(wish)) {
      checkRequired();
    } else if (!Streaming.WHOLE.name().equals(wish)) {
      checkPreferred();
    }
  }

  /** Goes back from the end along what streams: it must begin at a step that gives many. */
  private void checkRequired() {
    int at = steps.size() - 1;
    while (at != StepParameter.INPUT) {
      Optional<StepParameter> stream =
          steps.get(at).dataParameters().stream()
              .filter(parameter -> parameter.edge() != Edge.WHOLE)
              .findFirst();
      if (steps.get(at).multiplicity() != Multiplicity.MANY) {
        reportBroken(at);
        return;
      }
      if (stream.isEmpty()) {
        return;
      }
      at = stream.get().source();
    }
  }

  private void reportBroken(int end) {
    int waiting = waiting(end);
    int step = waiting == StepParameter.INPUT ? end : waiting;
    Optional<StepParameter> collected = collected(step);
    String name = names.get(step).name();
    report.add(
        ChainProblems.streamingBroken(
            names.get(step).position(),
            signature.name(),
            collected.isPresent()
                ? "step '" + name + "' waits for the whole of " + source(collected.get())
                : "step '" + name + "' gives but one chunk",
            collected.isPresent()
                ? "Let '" + name + "' read chunks: @StreamingStep, or a ChunkStream<T>."
                : "Let it give a stream, or say that the chain need not: streams = Streaming.WHOLE."));
  }

  /** Goes back from a step to the one that waits for a whole; the input if there is none. */
  private int waiting(int end) {
    int at = end;
    while (at != StepParameter.INPUT && collected(at).isEmpty()) {
      List<StepParameter> data = steps.get(at).dataParameters();
      at = data.isEmpty() ? StepParameter.INPUT : data.get(0).source();
    }
    return at;
  }

  private Optional<StepParameter> collected(int step) {
    return steps.get(step).dataParameters().stream().filter(this::collects).findFirst();
  }

  private boolean collects(StepParameter parameter) {
    return parameter.edge() == Edge.WHOLE
        && parameter.source() != StepParameter.INPUT
        && flows.get(parameter.source()).isMany();
  }

  /** Warns of a last step that reads a whole and whose types say that it could read chunks. */
  private void checkPreferred() {
    int last = steps.size() - 1;
    Step step = steps.get(last);
    StepDeclaration declaration = names.get(last).declaration();
    boolean could =
        declaration.kind() == StepKind.METHOD
            || declaration.kind() == StepKind.STREAM_COMPONENT
            || declaration.kind() == StepKind.TRANSFORMER_COMPONENT;
    boolean gathers = signature.form() == ChainForm.WHOLE || signature.form() == ChainForm.FUTURE;
    if (gathers || !could || declaration.perChunk() || step.dataParameters().size() != 1) {
      return;
    }
    StepParameter parameter = step.dataParameters().get(0);
    int index = step.parameters().indexOf(parameter);
    if (collects(parameter)
        && types.conversion(
                flows.get(parameter.source()).chunk(), declaration.parameters().get(index).type())
            != null) {
      report.add(
          ChainProblems.streamingLost(
              position(last), signature.name(), declaration.name(), source(parameter)));
    }
  }

  private Position position(int step) {
    return names.get(step).position();
  }

  private String source(StepParameter parameter) {
    return "step '" + names.get(parameter.source()).name() + "'";
  }
}
