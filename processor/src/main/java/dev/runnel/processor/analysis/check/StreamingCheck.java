package dev.runnel.processor.analysis.check;

import dev.runnel.annotations.Streaming;
import dev.runnel.processor.analysis.bind.BoundChain;
import dev.runnel.processor.analysis.bind.BoundParameter;
import dev.runnel.processor.analysis.bind.BoundStep;
import dev.runnel.processor.analysis.bind.Outputs;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.Multiplicity;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.types.TypeSystem;
import java.util.List;
import java.util.Optional;

/** Checks whether a chain hands on chunks to its end, as far as it has to. */
final class StreamingCheck {
  private final TypeSystem types;
  private final BoundChain chain;
  private final List<BoundStep> steps;
  private final Outputs outputs;
  private final Report report;

  StreamingCheck(TypeSystem types, BoundChain chain, Report report) {
    this.types = types;
    this.chain = chain;
    this.steps = chain.steps();
    this.outputs = chain.outputs();
    this.report = report;
  }

  void check() {
    Streaming wish = chain.declared().streams();
    if (wish == Streaming.REQUIRED) {
      checkRequired();
    } else if (wish == Streaming.PREFERRED) {
      checkPreferred();
    }
  }

  /** Goes back from the end along what streams: it must begin at a step that gives many. */
  private void checkRequired() {
    int at = steps.size() - 1;
    while (at != StepParameter.INPUT) {
      if (steps.get(at).multiplicity() != Multiplicity.MANY) {
        reportBroken(at);
        return;
      }
      Optional<BoundParameter> stream = steps.get(at).streaming();
      if (stream.isEmpty()) {
        return;
      }
      at = stream.get().source();
    }
  }

  private void reportBroken(int end) {
    int waiting = waiting(end);
    BoundStep step = steps.get(waiting == StepParameter.INPUT ? end : waiting);
    Optional<BoundParameter> collected = collected(step);
    String name = step.name();
    report.add(
        ChainProblems.streamingBroken(
            step.position(),
            chain.declared().name(),
            collected.isPresent()
                ? "step '" + name + "' waits for the whole of " + source(collected.get())
                : "step '" + name + "' gives but one chunk",
            collected.isPresent()
                ? "Let '" + name + "' read chunks: @StreamingStep, or a ChunkStream<T>."
                : "Let it give a stream, or say that the chain need not: streams ="
                    + " Streaming.WHOLE."));
  }

  /** Goes back from a step to the one that waits for a whole; the input if there is none. */
  private int waiting(int end) {
    int at = end;
    while (at != StepParameter.INPUT && collected(steps.get(at)).isEmpty()) {
      List<BoundParameter> data = steps.get(at).dataParameters();
      at = data.isEmpty() ? StepParameter.INPUT : data.get(0).source();
    }
    return at;
  }

  private Optional<BoundParameter> collected(BoundStep step) {
    return step.dataParameters().stream().filter(this::collects).findFirst();
  }

  private boolean collects(BoundParameter parameter) {
    return parameter.readsWhole()
        && parameter.source() != StepParameter.INPUT
        && outputs.of(parameter.source()).isMany();
  }

  /** Warns of a last step that reads a whole and whose types say that it could read chunks. */
  private void checkPreferred() {
    BoundStep last = chain.lastStep();
    StepKind kind = last.declared().kind();
    boolean could =
        kind == StepKind.METHOD
            || kind == StepKind.STREAM_COMPONENT
            || kind == StepKind.TRANSFORMER_COMPONENT;
    ChainForm form = chain.declared().form();
    boolean gathers = form == ChainForm.WHOLE || form == ChainForm.FUTURE;
    if (gathers || !could || last.declared().perChunk() || last.dataParameters().size() != 1) {
      return;
    }
    BoundParameter parameter = last.dataParameters().get(0);
    if (collects(parameter)
        && types.conversion(outputs.of(parameter.source()).chunk(), parameter.declared().type())
            != null) {
      report.add(
          ChainProblems.streamingLost(
              last.position(), chain.declared().name(), last.name(), source(parameter)));
    }
  }

  private String source(BoundParameter parameter) {
    return "step '" + steps.get(parameter.source()).name() + "'";
  }
}
