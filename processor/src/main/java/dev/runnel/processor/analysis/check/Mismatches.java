package dev.runnel.processor.analysis.check;

import dev.runnel.processor.analysis.bind.ChainStep;
import dev.runnel.processor.analysis.bind.Flow;
import dev.runnel.processor.analysis.read.ChainSignature;
import dev.runnel.processor.analysis.read.ParameterDeclaration;
import dev.runnel.processor.analysis.read.ReadRequest;
import dev.runnel.processor.diagnostic.BindingProblems;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import javax.lang.model.type.TypeMirror;

/** Says why what a step reads is not what its source gives, and what would help. */
public final class Mismatches {
  private final TypeSystem types;
  private final ChainSignature chain;
  private final List<ChainStep> steps;
  private final Report report;

  public Mismatches(TypeSystem types, ChainSignature chain, List<ChainStep> steps, Report report) {
    this.types = types;
    this.chain = chain;
    this.steps = steps;
    this.report = report;
  }

  /**
   * Reports that an edge does not fit.
   *
   * @param index the reader
   * @param parameter what it reads with
   * @param byPlace whether only its place says what it reads
   * @param source the step read, or the input
   * @param flow what that gives
   * @param wanted the chunk or the whole that the reader wants
   * @param whole whether it wants a whole
   */
  public void add(
      int index,
      ParameterDeclaration parameter,
      boolean byPlace,
      int source,
      Flow flow,
      TypeMirror wanted,
      boolean whole) {
    boolean collects = whole && flow.isMany() && types.conversion(flow.chunk(), wanted) != null;
    if (collects) {
      addCollected(index, position(index, parameter, byPlace), source, flow, wanted);
    } else if (source == StepParameter.INPUT) {
      addInput(index, flow, wanted);
    } else {
      addStep(index, position(index, parameter, byPlace), source, flow, wanted, whole);
    }
  }

  private void addCollected(
      int index, Position position, int source, Flow flow, TypeMirror wanted) {
    report.add(
        BindingProblems.cannotCollect(
            position,
            steps.get(index).name(),
            Words.of(wanted),
            source(index, source),
            Words.simple(flow.chunk())));
  }

  private void addInput(int index, Flow flow, TypeMirror wanted) {
    report.add(
        ChainProblems.chainInputMismatch(
            chain.inputPosition(),
            chain.name(),
            Words.of(flow.chunk()),
            steps.get(index).name(),
            Words.of(wanted)));
  }

  private void addStep(
      int index, Position position, int source, Flow flow, TypeMirror wanted, boolean whole) {
    String step = steps.get(index).name();
    TypeMirror given = whole ? flow.wholeOrChunk() : flow.chunk();
    report.add(
        BindingProblems.stepMismatch(
            position,
            step,
            Words.of(wanted),
            source(index, source),
            Words.of(given),
            fix(step, flow, given, wanted, whole)));
  }

  private Position position(int index, ParameterDeclaration parameter, boolean byPlace) {
    if (byPlace) {
      return steps.get(index).position();
    }
    return parameter.request() instanceof ReadRequest.OfStep from
        ? from.position()
        : parameter.position();
  }

  /** Names a source as the reader sees it. */
  String source(int reader, int source) {
    if (source == StepParameter.INPUT) {
      return "the chain's input";
    }
    String name = "step '" + steps.get(source).name() + "'";
    return source == reader - 1 ? name + " before it" : name;
  }

  private String fix(String step, Flow flow, TypeMirror given, TypeMirror wanted, boolean whole) {
    String other = ", or let '" + step + "' read another step with @From.";
    if (!whole && flow.whole() != null && types.conversion(flow.whole(), wanted) != null) {
      return "Annotate '" + step + "' with @Step to read the whole" + other;
    }
    if (whole && types.conversion(flow.chunk(), wanted) != null) {
      return "Annotate '" + step + "' with @StreamingStep to read chunk by chunk" + other;
    }
    if (types.is(given, TypeNames.CHAT_PROMPT)) {
      return "Put a chat model between them" + other;
    }
    return "Put a step between them that makes "
        + Words.of(wanted)
        + " of "
        + Words.of(given)
        + other;
  }
}
