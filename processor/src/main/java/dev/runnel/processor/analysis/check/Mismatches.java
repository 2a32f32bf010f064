package dev.runnel.processor.analysis.check;

import dev.runnel.annotations.Chunks;
import dev.runnel.processor.analysis.bind.BoundChain;
import dev.runnel.processor.analysis.bind.BoundParameter;
import dev.runnel.processor.analysis.bind.BoundStep;
import dev.runnel.processor.analysis.bind.ListGiver;
import dev.runnel.processor.analysis.bind.Output;
import dev.runnel.processor.analysis.read.ReadRequest;
import dev.runnel.processor.diagnostic.BindingProblems;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Problem;
import dev.runnel.processor.diagnostic.TypeWords;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.types.Namesakes;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import javax.lang.model.type.TypeMirror;

/** Says why what a step reads is not what its source gives, and what would help. */
final class Mismatches {
  private final TypeSystem types;
  private final BoundChain chain;

  Mismatches(TypeSystem types, BoundChain chain) {
    this.types = types;
    this.chain = chain;
  }

  /** Says why a parameter that does not fit does not. */
  Problem of(BoundStep step, BoundParameter parameter) {
    Output output = chain.outputs().of(parameter.source());
    TypeMirror wanted = parameter.wanted();
    if (parameter.readsWhole()
        && output.isMany()
        && types.conversion(output.chunk(), wanted) != null) {
      Position at = position(step, parameter);
      TypeWords one = Words.both(wanted);
      String source = source(step, parameter);
      TypeWords element = Words.both(output.chunk());
      return types.is(output.chunk(), TypeNames.STRING) && output.chunks() == Chunks.ITEMS
          ? BindingProblems.cannotJoin(at, step.name(), one, source, element)
          : BindingProblems.cannotCollect(at, step.name(), one, source, element);
    }
    if (parameter.source() == StepParameter.INPUT) {
      return ChainProblems.chainInputMismatch(
          chain.declared().inputPosition(),
          chain.declared().name(),
          Words.both(output.chunk()),
          step.name(),
          Words.both(wanted));
    }
    TypeMirror given = parameter.readsWhole() ? output.wholeOrChunk() : output.chunk();
    return BindingProblems.stepMismatch(
        position(step, parameter),
        step.name(),
        Words.both(wanted),
        source(step, parameter),
        Words.both(given),
        fix(step, parameter, output, given));
  }

  private static Position position(BoundStep step, BoundParameter parameter) {
    if (parameter.byPlace()) {
      return step.position();
    }
    return parameter.declared().request() instanceof ReadRequest.OfStep from
        ? from.position()
        : parameter.declared().position();
  }

  /** Names a source as the reader sees it. */
  private String source(BoundStep reader, BoundParameter parameter) {
    if (parameter.source() == StepParameter.INPUT) {
      return "the chain's input";
    }
    String name = "step '" + chain.steps().get(parameter.source()).name() + "'";
    return parameter.source() == reader.index() - 1 ? name + " before it" : name;
  }

  private String fix(BoundStep reader, BoundParameter parameter, Output output, TypeMirror given) {
    String step = reader.name();
    TypeMirror wanted = parameter.wanted();
    String other = ", or let '" + step + "' read " + another(reader, parameter) + ".";
    if (!parameter.readsWhole()
        && output.whole() != null
        && types.conversion(output.whole(), wanted) != null) {
      return "Annotate '" + step + "' with @Step to read the whole" + other;
    }
    if (parameter.readsWhole() && types.conversion(output.chunk(), wanted) != null) {
      return "Annotate '" + step + "' with @StreamingStep to read chunk by chunk" + other;
    }
    if (types.is(given, TypeNames.CHAT_PROMPT)) {
      return "Put a chat model between them" + other;
    }
    String between =
        " a step between them that makes " + Words.simple(wanted) + " of " + Words.simple(given);
    BoundStep source = chain.steps().get(parameter.source());
    return Namesakes.mend(given)
        .or(
            () ->
                ListGiver.better(types, source.declared(), wanted)
                    .map(
                        better ->
                            "Let '"
                                + source.name()
                                + "' return "
                                + better
                                + (parameter.readsWhole() && !reader.declared().perChunk()
                                    ? ", and annotate '" + step + "' with @StreamingStep"
                                    : "")
                                + ", to give its elements one after the other, put"
                                + between
                                + other))
        .orElse("Put" + between + other);
  }

  /** Names what fits instead: the nearest step before, else the input. Text says too little. */
  private String another(BoundStep reader, BoundParameter parameter) {
    if (parameter.readsWhole() && !types.is(parameter.wanted(), TypeNames.STRING)) {
      for (int source = reader.index() - 1; source >= StepParameter.INPUT; source--) {
        Output output = chain.outputs().of(source);
        boolean isOne = output.whole() != null || !output.isMany();
        if (isOne && types.conversion(output.wholeOrChunk(), parameter.wanted()) != null) {
          return source == StepParameter.INPUT
              ? "the chain's input, which fits, with @Input"
              : "step '" + chain.steps().get(source).name() + "', which fits, with @From";
        }
      }
    }
    return "another step with @From";
  }
}
