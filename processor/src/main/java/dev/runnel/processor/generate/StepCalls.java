package dev.runnel.processor.generate;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Reads;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes the calls of steps in one pipeline. */
final class StepCalls {
  private final PipelineScope scope;
  private final SequenceContext sequence;

  StepCalls(PipelineScope scope) {
    this.scope = scope;
    this.sequence = scope.sequence();
  }

  /**
   * Writes a call of a step's method.
   *
   * @param steps what it is called on
   * @param step the step
   * @param data says what is passed for a data parameter
   * @param context what is passed for a run
   * @param emitter what is passed for an emitter
   */
  static CodeBlock call(
      String steps,
      Step step,
      Function<StepParameter, CodeBlock> data,
      CodeBlock context,
      CodeBlock emitter) {
    List<CodeBlock> arguments = new ArrayList<>();
    for (StepParameter parameter : step.parameters()) {
      arguments.add(
          switch (parameter.role()) {
            case DATA -> data.apply(parameter);
            case CONTEXT -> context;
            case EMITTER -> emitter;
          });
    }
    return CodeBlock.of("$L.$L($L)", steps, step.methodName(), list(arguments));
  }

  /** Writes a call of a step's method within a pipeline. */
  CodeBlock call(
      Step step, Function<StepParameter, CodeBlock> data, CodeBlock context, CodeBlock emitter) {
    return call(scope.names().steps(), step, data, context, emitter);
  }

  /** Tells whether a step's method returns what gives its chunks, and takes no data. */
  static boolean isComponent(Step step) {
    return step.kind() != StepKind.METHOD && step.kind() != StepKind.PROMPT;
  }

  static CodeBlock list(List<CodeBlock> items) {
    return CodeBlock.join(items, ",$W");
  }

  /** Tells whether a step takes its run. */
  static boolean takesContext(Step step) {
    return step.parameters().stream().anyMatch(p -> p.role() == StepParameter.Role.CONTEXT);
  }

  /** Writes the run of a step. */
  CodeBlock context(Step step) {
    return CodeBlock.of("context($L)", sequence.constant(step));
  }

  /** Writes the start of a step that is called once. */
  CodeBlock begin(Step step, Function<StepParameter, CodeBlock> data) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("$L", sequence.constant(step)));
    List<StepParameter> parameters = step.dataParameters();
    if (parameters.stream().allMatch(parameter -> parameter.edge() == Edge.WHOLE)) {
      parameters.forEach(parameter -> arguments.add(input(parameter, data.apply(parameter))));
    }
    return CodeBlock.of("begin($L)", list(arguments));
  }

  /** An array must not be taken for several inputs. */
  private static CodeBlock input(StepParameter parameter, CodeBlock value) {
    return parameter.elementType() instanceof ArrayTypeName array
            && !array.componentType().isPrimitive()
        ? CodeBlock.of("($T) $L", Object.class, value)
        : value;
  }

  /** Writes how the chunks of a call are read, for steps that give any number. */
  CodeBlock chunks(Step step, CodeBlock call) {
    String constant = sequence.constant(step);
    return switch (step.gives()) {
      case RS_PUBLISHER ->
          CodeBlock.of(
              "chunks($L,$W$T.toFlowPublisher(given($L,$W$L)))",
              constant,
              Api.FLOW_ADAPTERS,
              constant,
              call);
      case OPTIONAL ->
          CodeBlock.of("chunks($L,$Wgiven($L,$W$L).stream())", constant, constant, call);
      default -> CodeBlock.of("chunks($L,$W$L)", constant, call);
    };
  }

  /** Writes how a component is opened that reads a whole. */
  CodeBlock openComponent(Step step, CodeBlock input) {
    return CodeBlock.of(
        "open($L,$W$L,$W$L)", sequence.constant(step), scope.component(step), input);
  }

  /** Writes how a component is opened that reads a stream. */
  CodeBlock openStream(Step step, CodeBlock chunks) {
    return CodeBlock.of(
        "openStream($L,$W$L,$W$L)", sequence.constant(step), scope.component(step), chunks);
  }

  /**
   * Declares a variable that holds a guarded step.
   *
   * @param code is continued
   * @param step the step
   * @param input the type of what it is opened with
   * @param data says what is passed for a parameter that reads no stream
   * @return the variable
   */
  String declareGuarded(
      CodeBlock.Builder code, Step step, TypeName input, Function<StepParameter, CodeBlock> data) {
    String name = scope.newName("guarded" + Names.capitalized(sequence.variable(step.index())));
    CodeBlock guarded =
        new GuardWriter(new InPipeline(), sequence.guards()).guarded(step, input, data);
    code.addStatement(
        "$T $L =\n$L",
        Api.of(
            step.reads() == Reads.STREAM ? Api.STREAM_RUNNEL : Api.RUNNEL,
            step.reads() == Reads.STREAM
                ? ChainGraph.streamed(step).orElseThrow().elementType()
                : input,
            step.chunkType(),
            ClassName.OBJECT),
        name,
        guarded);
    return name;
  }

  private final class InPipeline implements GuardWriter.Place {
    @Override
    public String steps() {
      return scope.names().steps();
    }

    @Override
    public String parameter(String suggestion) {
      return scope.names().parameter(suggestion);
    }

    @Override
    public CodeBlock component(Step step) {
      return scope.component(step);
    }
  }

  /** Writes what one call of a step gives that gives one chunk. */
  CodeBlock one(Step step, CodeBlock call) {
    return step.gives() == Gives.STAGE
        ? CodeBlock.of("await($L,$W$L)", sequence.constant(step), call)
        : call;
  }

  /** Writes the value that is passed for a whole; the values that it needs must be there. */
  Expression whole(StepParameter parameter) {
    return whole(parameter, scope::value);
  }

  /** Writes the value that is passed for a whole after the start. */
  Expression wholeLater(StepParameter parameter) {
    return whole(parameter, scope::later);
  }

  private Expression whole(StepParameter parameter, Function<Value, Expression> variables) {
    ChainGraph graph = sequence.graph();
    Expression value = graph.valueOf(parameter).map(variables).orElseGet(scope::input);
    return graph.isSingle(parameter.source())
        ? Wholenesses.ofSingle(ChainGraph.wholeness(parameter), value)
        : Wholenesses.converted(ChainGraph.wholeness(parameter).conversion(), value);
  }

  /** Writes what is passed for a parameter of a stream type, from a variable with the stream. */
  static CodeBlock streamArgument(StepParameter parameter, CodeBlock stream) {
    var factory = parameter.publisherFactory();
    var form = parameter.streamForm();
    if (form == null) {
      return stream;
    }
    CodeBlock flow = CodeBlock.of("$T.of($L, this)", Api.STEP_PUBLISHER, stream);
    CodeBlock adapted = CodeBlock.of("$T.toPublisher($L)", Api.FLOW_ADAPTERS, flow);
    CodeBlock plain =
        switch (form) {
          case CHUNK_STREAM -> stream;
          case FLOW_PUBLISHER -> flow;
          case RS_PUBLISHER -> adapted;
        };
    return factory == null
        ? plain
        : CodeBlock.of(
            "$T.$L($L)", factory.type(), factory.method(), factory.takesFlow() ? flow : adapted);
  }

  /** Returns the type of the stream that a parameter reads. */
  static TypeName streamType(StepParameter parameter) {
    return Api.of(Api.CHUNK_STREAM, parameter.elementType());
  }

  /** Tells whether a stream can be passed on as its source gives it. */
  boolean passesAsIs(StepParameter parameter) {
    return parameter.conversion() == Conversion.NONE
        && parameter.elementType().equals(sequence.chunkType(parameter.source()));
  }
}
