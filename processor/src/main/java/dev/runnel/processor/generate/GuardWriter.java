package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.runnel.annotations.RunType;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Guard;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes guarded steps, and fallbacks, as runnels that can be opened more than once. */
final class GuardWriter {
  /** What fits into a line beside its statement. */
  private static final int SHORT = 60;

  private final Place place;
  private final GuardConstants constants;

  /** Says how steps are spoken of where the code stands. */
  interface Place {
    /** Returns what steps are called on. */
    String steps();

    /** Returns a free name for a parameter of a lambda. */
    String parameter(String suggestion);

    /** Writes how the component of a step is asked for. */
    CodeBlock component(Step step);

    /** Writes how a chain of the class is asked for as what reads a stream. */
    CodeBlock streaming(Step step, CodeBlock chain);
  }

  GuardWriter(Place place, GuardConstants constants) {
    this.place = place;
    this.constants = constants;
  }

  /**
   * Writes a step with its guard.
   *
   * @param step the step
   * @param input what it is opened with
   * @param data what is passed for a parameter that reads no stream
   */
  CodeBlock guarded(Step step, TypeName input, Function<StepParameter, CodeBlock> data) {
    return guarded(step, input, data, false);
  }

  private CodeBlock guarded(
      Step step, TypeName input, Function<StepParameter, CodeBlock> data, boolean isFallback) {
    List<CodeBlock> tried = new ArrayList<>();
    tried.add(runnel(step, input, data));
    for (Step fallback : step.fallbacks()) {
      tried.add(
          fallback.guard() == null
              ? tagged(fallback, runnel(fallback, input, data))
              : guarded(fallback, input, data, true));
    }
    CodeBlock guarded =
        guard(step.method(), step.reads() == Reads.STREAM ? "ofStream" : "of", tried, !isFallback);
    return isFallback ? tagged(step, guarded) : guarded;
  }

  /**
   * Writes what is tried, each on a line of its own if that is more than a short one. In a
   * statement, lines after the first are indented anyway.
   */
  private CodeBlock guard(
      Object method, String call, List<CodeBlock> tried, boolean isInStatement) {
    CodeBlock guard = constants.of(method);
    if (tried.size() == 1 && tried.get(0).toString().length() < SHORT) {
      return CodeBlock.of("$L.$L($L)", guard, call, tried.get(0));
    }
    CodeBlock lines = CodeBlock.join(tried, ",\n");
    return isInStatement
        ? CodeBlock.of("$L.$L(\n$L)", guard, call, lines)
        : CodeBlock.of("$L.$L($>$>\n$L$<$<)", guard, call, lines);
  }

  /** Writes a step as a runnel: each opening of it is an attempt. */
  private CodeBlock runnel(Step step, TypeName input, Function<StepParameter, CodeBlock> data) {
    CodeBlock runnel;
    if (StepCalls.isComponent(step) && step.kind() != StepKind.TRANSFORMER_METHOD) {
      boolean streams = step.reads() == Reads.STREAM;
      CodeBlock component = typed(step, input);
      runnel =
          CodeBlock.of(
              "$T.$L($S,$W$L)",
              Api.GUARD,
              streams ? "namedStream" : "named",
              step.runName(),
              streams ? place.streaming(step, component) : component);
    } else {
      runnel = ofMethod(step, "", input, data);
    }
    return runnel;
  }

  /** Writes a component; where its type has wildcards, as one that takes just what it is given. */
  private CodeBlock typed(Step step, TypeName input) {
    CodeBlock component = place.component(step);
    boolean isWild =
        step.method().returnType() instanceof ParameterizedTypeName type
            && type.typeArguments().stream().anyMatch(WildcardTypeName.class::isInstance);
    if (!isWild) {
      return component;
    }
    boolean streams = step.reads() == Reads.STREAM;
    return CodeBlock.of(
        "$T.<$T, $T>$L($L)",
        Api.GUARD,
        streams ? ChainGraph.streamed(step).orElseThrow().elementType() : input,
        step.chunkType(),
        streams ? "typedStream" : "typed",
        component);
  }

  /** Adds the tags of a fallback, which no plan knows; a chain has its own. */
  private static CodeBlock tagged(Step step, CodeBlock runnel) {
    List<CodeBlock> tags = step.tags().stream().map(tag -> CodeBlock.of("$S", tag)).toList();
    return tags.isEmpty() || step.kind() == StepKind.CHAIN
        ? runnel
        : CodeBlock.of(
            "$L$Z.withConfig($T.DEFAULT.withTags($L))",
            runnel,
            Api.RUN_CONFIG,
            StepCalls.list(tags));
  }

  /**
   * Writes the call of a method as a runnel.
   *
   * @param step the step
   * @param prefix the parameter with the input and an arrow; empty if the values are at hand
   * @param input what it is opened with
   * @param data what is passed for a parameter that reads no stream
   */
  private CodeBlock ofMethod(
      Step step, String prefix, TypeName input, Function<StepParameter, CodeBlock> data) {
    String attempt = place.parameter("step");
    String chunks = place.parameter("chunks");
    boolean streams = step.reads() == Reads.STREAM;
    TypeName read = streams ? ChainGraph.streamed(step).orElseThrow().elementType() : input;
    CodeBlock context = CodeBlock.of("$L.context()", attempt);
    if (step.kind() == StepKind.TRANSFORMER_METHOD) {
      boolean isPlain = step.method().parameters().isEmpty();
      CodeBlock transformer =
          CodeBlock.of(
              "$L.$L($L)", place.steps(), step.methodName(), isPlain ? CodeBlock.of("") : context);
      return stepRunnel(step, read, "transforming", CodeBlock.of("$L -> $L", attempt, transformer));
    }
    CodeBlock call =
        StepCalls.call(
            place.steps(),
            step,
            parameter ->
                switch (parameter.edge()) {
                  case STREAM -> StepCalls.streamArgument(parameter, CodeBlock.of("$L", chunks));
                  default -> data.apply(parameter);
                },
            context,
            CodeBlock.of("out"));
    boolean emits = step.gives() == Gives.EMITTER;
    String form = streams ? "reading" : prefix.isEmpty() ? "" : "taking";
    return stepRunnel(
        step,
        read,
        form.isEmpty() ? (emits ? "emitting" : "of") : form + (emits ? "Emitting" : ""),
        CodeBlock.of(
            "$L$L -> $L",
            streams ? chunks + " -> " : prefix,
            emits ? "(" + attempt + ", out)" : attempt,
            given(step, attempt, call)));
  }

  private static CodeBlock stepRunnel(Step step, TypeName read, String form, CodeBlock body) {
    RunType type = step.type() == null ? RunType.CHAIN : step.type();
    return CodeBlock.of(
        "$T.<$T, $T>$L($S,$W$T.$L,$W$L)",
        Api.STEP_RUNNEL,
        read,
        step.chunkType(),
        form,
        step.runName(),
        Api.RUN_TYPE,
        type.name(),
        body);
  }

  private static CodeBlock given(Step step, String attempt, CodeBlock call) {
    return switch (step.gives()) {
      case EMITTER -> call;
      case ONE -> CodeBlock.of("$L.value($L)", attempt, call);
      case STAGE -> CodeBlock.of("$L.promised($L)", attempt, call);
      case RS_PUBLISHER ->
          CodeBlock.of(
              "$L.chunks($T.toFlowPublisher($L.present($L)))",
              attempt,
              Api.FLOW_ADAPTERS,
              attempt,
              call);
      default -> CodeBlock.of("$L.chunks($L)", attempt, call);
    };
  }

  // ---- chains

  /**
   * Writes a chain with its guard.
   *
   * @param chain the chain
   * @param guard its guard
   * @param sequence the chain itself
   */
  CodeBlock guardedChain(Chain chain, Guard guard, CodeBlock sequence) {
    List<CodeBlock> tried = new ArrayList<>();
    tried.add(sequence);
    for (Step fallback : guard.fallbacks()) {
      tried.add(ofChain(fallback, chain.inputType()));
    }
    return guard(chain.method(), chain.readsStream() ? "streamChain" : "chain", tried, false);
  }

  /** Writes what stands in for a chain, which takes the chain's input. */
  private CodeBlock ofChain(Step step, TypeName input) {
    boolean streams = step.reads() == Reads.STREAM;
    CodeBlock runnel;
    if (StepCalls.isComponent(step) && step.kind() != StepKind.TRANSFORMER_METHOD) {
      runnel =
          CodeBlock.of(
              "$T.$L($S,$W() -> $L)",
              Api.GUARD,
              streams ? "laterStream" : "later",
              step.runName(),
              typed(step, input));
    } else {
      String taken = place.parameter("input");
      runnel =
          ofMethod(
              step,
              taken + " -> ",
              input,
              parameter ->
                  Wholenesses.ofSingle(ChainGraph.wholeness(parameter), CodeBlock.of("$L", taken)));
    }
    if (step.guard() == null) {
      return tagged(step, runnel);
    }
    List<CodeBlock> tried = new ArrayList<>();
    tried.add(runnel);
    step.fallbacks().forEach(fallback -> tried.add(ofChain(fallback, input)));
    return tagged(step, guard(step.method(), streams ? "ofStream" : "of", tried, false));
  }
}
