package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.WildcardTypeName;
import dev.runnel.annotations.RunType;
import dev.runnel.processor.model.Chain;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Guard;
import dev.runnel.processor.model.MethodSignature;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.SourceText;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes guarded steps, and fallbacks, as runnels that can be opened more than once: what is tried
 * first, and then {@code withTimeout}, {@code withRetry} and {@code withFallbacks}, each on a line.
 */
final class GuardWriter {
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
  }

  GuardWriter(Place place, GuardConstants constants) {
    this.place = place;
    this.constants = constants;
  }

  /** What a guarded step is opened with, and how what it reads is spoken of. */
  private record Input(TypeName type, String name, Function<StepParameter, CodeBlock> data) {}

  // ---- steps

  /**
   * Writes a step with its guard.
   *
   * @param step the step
   * @param type what it is opened with
   * @param data what is passed for a parameter that reads no stream
   */
  CodeBlock guarded(Step step, TypeName type, Function<StepParameter, CodeBlock> data) {
    List<StepParameter> parameters = step.dataParameters();
    boolean isOne = parameters.size() == 1 && parameters.get(0).edge() == Edge.WHOLE;
    boolean isChunk = parameters.size() == 1 && parameters.get(0).edge() == Edge.CHUNK;
    String name = place.parameter(isOne || isChunk ? nameOf(step) : "inputs");
    Input input =
        new Input(
            type,
            name,
            parameter ->
                (isOne || isChunk) && readsTheSame(parameter, parameters.get(0))
                    ? CodeBlock.of("$L", name)
                    : data.apply(parameter));
    return tried(step, first(step, input), fallback -> runnel(fallback, input));
  }

  private static String nameOf(Step step) {
    String name = step.dataParameters().get(0).name();
    boolean isTaken = Set.of("step", "out", "chunks").contains(name);
    return isTaken || StepCalls.isComponent(step) ? "value" : name;
  }

  private static boolean readsTheSame(StepParameter one, StepParameter other) {
    return one.source() == other.source()
        && one.edge() == other.edge()
        && one.conversion() == other.conversion()
        && Objects.equals(one.whole(), other.whole());
  }

  /** Writes a step that stands in for another one. */
  private CodeBlock runnel(Step step, Input input) {
    return tagged(step, tried(step, first(step, input), next -> runnel(next, input)));
  }

  private CodeBlock first(Step step, Input input) {
    return returnsComponent(step) ? component(step, input, false) : ofMethod(step, input);
  }

  private static boolean returnsComponent(Step step) {
    return StepCalls.isComponent(step) && step.kind() != StepKind.TRANSFORMER_METHOD;
  }

  private CodeBlock tried(Step step, CodeBlock first, Function<Step, CodeBlock> fallbacks) {
    return tried(step.method(), step.guard(), step.reads() == Reads.STREAM, first, fallbacks);
  }

  private CodeBlock tried(
      MethodSignature method,
      @Nullable Guard guard,
      boolean streams,
      CodeBlock first,
      Function<Step, CodeBlock> fallbacks) {
    if (guard == null) {
      return first;
    }
    CodeBlock.Builder code = CodeBlock.builder().add(first).add("$>$>");
    if (guard.limits() != null) {
      code.add("\n.withTimeout($L)", constants.timeout(method));
    }
    if (guard.retries() != null) {
      code.add("\n.withRetry($L)", constants.retry(method));
    }
    List<CodeBlock> others = guard.fallbacks().stream().map(fallbacks).toList();
    if (streams || others.size() == 1) {
      others.forEach(other -> code.add("\n.withFallbacks(\n$>$>$L$<$<)", other));
    } else if (!others.isEmpty()) {
      code.add("\n.withFallbacks($T.of(\n", List.class)
          .add("$>$>$L$<$<))", CodeBlock.join(others, ",\n"));
    }
    return code.add("$<$<").build();
  }

  /** Adds the tags of a fallback, which no plan knows; a chain has its own. */
  private static CodeBlock tagged(Step step, CodeBlock runnel) {
    List<CodeBlock> tags =
        step.tags().stream().map(tag -> CodeBlock.of("$L", SourceText.literal(tag))).toList();
    return tags.isEmpty() || step.kind() == StepKind.CHAIN
        ? runnel
        : CodeBlock.of(
            "$L$>$>\n.withConfig($T.DEFAULT.withTags($L))$<$<",
            runnel,
            Api.RUN_CONFIG,
            StepCalls.list(tags));
  }

  // ---- components

  /** Writes a component; where its type has wildcards, as one that takes just what it is given. */
  private CodeBlock component(Step step, Input input, boolean isLater) {
    boolean streams = step.reads() == Reads.STREAM;
    boolean isWild =
        step.method().returnType() instanceof ParameterizedTypeName type
            && type.typeArguments().stream().anyMatch(WildcardTypeName.class::isInstance);
    CodeBlock witness =
        isWild ? CodeBlock.of("<$T, $T>", read(step, input), step.chunkType()) : CodeBlock.of("");
    return CodeBlock.of(
        "$T.$L$L($L,$W$L$L)",
        Api.STEP_RUNNEL,
        witness,
        (isLater ? "later" : "component") + (streams ? "Stream" : ""),
        SourceText.literal(step.runName()),
        isLater ? "() -> " : "",
        place.component(step));
  }

  private static TypeName read(Step step, Input input) {
    return step.reads() == Reads.STREAM
        ? ChainGraph.streamed(step).orElseThrow().elementType()
        : input.type();
  }

  // ---- methods

  /** Writes the call of a method as a runnel. */
  private CodeBlock ofMethod(Step step, Input input) {
    boolean streams = step.reads() == Reads.STREAM;
    String read = streams ? place.parameter("chunks") : input.name();
    String attempt = place.parameter("step");
    CodeBlock context = CodeBlock.of("$L.context()", attempt);
    CodeBlock call =
        step.kind() == StepKind.TRANSFORMER_METHOD
            ? CodeBlock.of(
                "$L.$L($L)",
                place.steps(),
                step.methodName(),
                step.method().parameters().isEmpty() ? CodeBlock.of("") : context)
            : StepCalls.call(
                place.steps(),
                step,
                parameter ->
                    parameter.edge() == Edge.STREAM
                        ? StepCalls.streamArgument(parameter, CodeBlock.of("$L", read))
                        : input.data().apply(parameter),
                context,
                CodeBlock.of("out"));
    boolean emits = step.gives() == Gives.EMITTER;
    RunType type = step.type() == null ? RunType.CHAIN : step.type();
    return CodeBlock.of(
        "$T.<$T, $T>$L($L, $T.$L,$>$>$>$>\n($L, $L$L) -> $L$<$<$<$<)",
        Api.STEP_RUNNEL,
        read(step, input),
        step.chunkType(),
        (emits ? "emitting" : "of") + (streams ? "Stream" : ""),
        SourceText.literal(step.runName()),
        Api.RUN_TYPE,
        type.name(),
        read,
        attempt,
        emits ? ", out" : "",
        given(step, read, attempt, call));
  }

  private static CodeBlock given(Step step, String read, String attempt, CodeBlock call) {
    if (step.kind() == StepKind.TRANSFORMER_METHOD) {
      return CodeBlock.of("$L.transformed($L,$W$L)", attempt, read, call);
    }
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
    String name = place.parameter("input");
    Expression value = Expression.name(name);
    Input input =
        new Input(
            chain.inputType(),
            name,
            parameter -> Wholenesses.ofSingle(ChainGraph.wholeness(parameter), value).code());
    return tried(
        chain.method(), guard, chain.readsStream(), sequence, fallback -> ofChain(fallback, input));
  }

  /** Writes what stands in for a chain, which takes the chain's input. */
  private CodeBlock ofChain(Step step, Input input) {
    CodeBlock first = returnsComponent(step) ? component(step, input, true) : ofMethod(step, input);
    return tagged(step, tried(step, first, next -> ofChain(next, input)));
  }
}
