package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import dev.runnel.processor.model.WholeRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes what one pipeline does before its first chunk: the values that it computes, the parts that
 * it starts, and the opening of its source.
 */
final class StartWriter {
  private final PipelineScope scope;
  private final SequenceContext sequence;
  private final ChainGraph graph;
  private final StepCalls calls;
  private final CodeBlock.Builder code = CodeBlock.builder();

  StartWriter(PipelineScope scope) {
    this.scope = scope;
    this.sequence = scope.sequence();
    this.graph = sequence.graph();
    this.calls = new StepCalls(scope);
  }

  /** Returns what was written so far, to be continued. */
  CodeBlock.Builder code() {
    return code;
  }

  /** Writes all values of the chain: other threads' lines as early as what they need is there. */
  void writeSchedule() {
    new ScheduleWriter(scope, this).write();
  }

  // ---- values

  /** Writes a line of values, one after the other. */
  void writeLine(List<Value> line) {
    line.forEach(this::writeValue);
  }

  /** Waits for values that others compute, if they are not there yet. */
  void await(Iterable<Value> values, int reader) {
    boolean isThere = true;
    for (Value value : values) {
      if (!scope.has(value)) {
        if (isThere) {
          code.addStatement("comeTo($L)", sequence.constantCode(reader));
          isThere = false;
        }
        CodeBlock task = scope.task(value).code();
        code.addStatement("$L = $L.join()", scope.declare(value), task);
      }
    }
  }

  void writeValue(Value value) {
    if (value instanceof Value.OfStep single) {
      await(graph.needs(value), value.source());
      writeStep(single);
    } else if (value instanceof Value.WholeOf whole) {
      await(graph.needs(value), graph.wanting(whole));
      writeWhole(whole);
    }
  }

  private void writeStep(Value.OfStep value) {
    Step step = value.step();
    String constant = sequence.constant(step);
    if (step.guard() != null) {
      CodeBlock opened = guarded(step);
      code.addStatement(
          "$L = collect($L,$W$L,$W$T.last(),$W$L)",
          scope.declare(value),
          constant,
          opened,
          Api.WHOLE,
          constant);
      return;
    }
    Map<StepParameter, CodeBlock> data = bindAll(step);
    code.addStatement(calls.begin(step, inputs(data)));
    CodeBlock call = calls.call(step, argument(data), calls.context(step), CodeBlock.of(""));
    code.addStatement(
        "$L = result($L,$W$L)", scope.declare(value), constant, calls.one(step, call));
  }

  private void writeWhole(Value.WholeOf value) {
    int source = value.source();
    if (graph.isShared(source)) {
      collect(value, sharedReader(value), rule(value));
      return;
    }
    Segment segment = Segment.whole(graph, source);
    if (isComponent(segment, value)) {
      Step step = segment.once().orElseThrow();
      code.addStatement("$L = collect($L)", scope.declare(value), componentWhole(step, value));
    } else if (segment.stages().isEmpty() && segment.once().isPresent() && !segment.pushes()) {
      collectStep(value, segment.once().get());
    } else {
      collect(value, newPart(source, segment), rule(value));
    }
  }

  /** Tells whether a whole is just what a component gives for a whole. */
  static boolean isComponent(Segment segment, Value.WholeOf value) {
    return segment.stages().isEmpty()
        && value.rule() instanceof WholeRule.Own
        && value.chunkConversion() == Conversion.NONE
        && segment
            .once()
            .filter(step -> step.guard() == null && StepCalls.isComponent(step))
            .filter(step -> step.dataParameters().get(0).edge() == Edge.WHOLE)
            .isPresent();
  }

  /** Writes the arguments with which a component is opened for its whole. */
  CodeBlock componentWhole(Step step, Value.WholeOf value) {
    comeToMade(step);
    return CodeBlock.of(
        "$L,$W$L,$W$L,$W$L",
        sequence.constant(step),
        scope.component(step),
        calls.whole(step.dataParameters().get(0)).code(),
        sequence.constantCode(graph.wanting(value)));
  }

  CodeBlock sharedReader(Value.WholeOf value) {
    return scope.sharedReader(value.source(), new Reader.OfValue(value)).code();
  }

  /** Writes the rule by which the chunks of a source add up. */
  CodeBlock rule(Value.WholeOf value) {
    return rule(value, own(value.source()));
  }

  private CodeBlock rule(Value.WholeOf value, CodeBlock own) {
    return Wholenesses.ofValue(
        value, own, sequence.chunkType(value.source()), scope.names()::steps);
  }

  private void collect(Value.WholeOf value, CodeBlock chunks, CodeBlock rule) {
    code.addStatement(
        "$L = collect($L,$W$L,$W$L,$W$L)",
        scope.declare(value),
        sequence.constantCode(value.source()),
        chunks,
        rule,
        sequence.constantCode(graph.wanting(value)));
  }

  private CodeBlock own(int source) {
    if (source == StepParameter.INPUT) {
      return CodeBlock.of("");
    }
    Step step = graph.step(source);
    return step.gives() == Gives.CALL
        ? Wholenesses.ofCall(step)
        : CodeBlock.of("$L.implementation().whole()", scope.component(step));
  }

  private void collectStep(Value.WholeOf value, Step step) {
    boolean isOwn = value.rule() instanceof WholeRule.Own;
    if (step.gives() != Gives.CALL || !isOwn || step.guard() != null) {
      CodeBlock opened = opening(step);
      collect(value, opened, rule(value, isOwn ? own(step.index()) : CodeBlock.of("")));
      return;
    }
    Map<StepParameter, CodeBlock> data = bindAll(step);
    code.addStatement(calls.begin(step, inputs(data)));
    String call = scope.newName(sequence.variable(step.index()) + "Call");
    code.addStatement(
        "$T $L = given($L,$W$L)",
        step.method().returnType(),
        call,
        sequence.constant(step),
        calls.call(step, argument(data), calls.context(step), CodeBlock.of("")));
    CodeBlock chunks = calls.chunks(step, CodeBlock.of("$L", call));
    collect(value, chunks, rule(value, CodeBlock.of("$L.whole()", call)));
  }

  // ---- calls

  /** Writes variables for what is not a name yet, and returns what to pass. */
  private Map<StepParameter, CodeBlock> bindAll(Step step) {
    Map<StepParameter, CodeBlock> data = new HashMap<>();
    for (StepParameter parameter : step.dataParameters()) {
      Expression value =
          parameter.edge() == Edge.WHOLE
              ? calls.whole(parameter)
              : Expression.of(stream(parameter, step));
      data.put(parameter, bind(parameter, value));
    }
    return data;
  }

  private CodeBlock bind(StepParameter parameter, Expression value) {
    if (value.isName()) {
      return value.code();
    }
    String name = scope.newName(nameOf(parameter));
    TypeName type =
        parameter.edge() == Edge.WHOLE ? parameter.elementType() : StepCalls.streamType(parameter);
    code.addStatement("$T $L =$W$L", type, name, value.code());
    return CodeBlock.of("$L", name);
  }

  private String nameOf(StepParameter parameter) {
    if (parameter.edge() != Edge.WHOLE) {
      return parameter.name();
    }
    String source = sequence.variable(parameter.source());
    return switch (ChainGraph.wholeness(parameter).conversion()) {
      case NONE -> parameter.name();
      case MESSAGE_TEXT, CHUNK_TEXT -> source + "Text";
      case TO_PROMPT -> source + "Prompt";
    };
  }

  private static Function<StepParameter, CodeBlock> inputs(Map<StepParameter, CodeBlock> data) {
    return parameter -> Objects.requireNonNull(data.get(parameter));
  }

  private static Function<StepParameter, CodeBlock> argument(Map<StepParameter, CodeBlock> data) {
    return parameter ->
        parameter.edge() == Edge.STREAM
            ? StepCalls.streamArgument(parameter, data.getOrDefault(parameter, CodeBlock.of("")))
            : data.getOrDefault(parameter, CodeBlock.of(""));
  }

  /** Writes a stream that a step of this pipeline reads; a step that ends at once closes it. */
  private CodeBlock stream(StepParameter parameter, Step step) {
    int source = parameter.source();
    if (graph.isSingle(source)) {
      Expression only = graph.valueOf(source).map(scope::value).orElseGet(scope::input);
      CodeBlock chunk = Wholenesses.converted(parameter.conversion(), only.code());
      CodeBlock one = CodeBlock.of("$T.of($L)", Api.CHUNK_STREAM, chunk);
      return parameter.conversion() == Conversion.CHUNK_TEXT
          ? CodeBlock.of("$L.hasText() ? $L : $T.of()", only.code(), one, Api.CHUNK_STREAM)
          : one;
    }
    Reader reader = new Reader.OfStep(step.index());
    if (calls.passesAsIs(parameter) && graph.isShared(source)) {
      return reading(step, scope.sharedReader(source, reader).code());
    }
    if (calls.passesAsIs(parameter) && source == StepParameter.INPUT) {
      return reading(step, scope.input().code());
    }
    Segment segment = Segment.to(graph, source, reader);
    CodeBlock part =
        PipelineWriter.part(
            scope, source, segment, parameter.elementType(), parameter.conversion());
    return graph.isSingle(step.index()) && step.guard() == null ? reading(step, part) : part;
  }

  private CodeBlock reading(Step step, CodeBlock chunks) {
    return CodeBlock.of("chunks($L,$W$L)", sequence.constant(step), chunks);
  }

  /** Writes a part that gives the chunks of a source as they are. */
  CodeBlock newPart(int source, Segment segment) {
    return PipelineWriter.part(scope, source, segment, sequence.chunkType(source), Conversion.NONE);
  }

  /** Says which step is running before the author's code makes its component, and may fail to. */
  private void comeToMade(Step step) {
    if (sequence.isMade(step)) {
      code.addStatement("comeTo($L)", sequence.constant(step));
    }
  }

  /** Writes the opening of a step whose chunks are pulled; the start of a method comes before. */
  private CodeBlock opening(Step step) {
    if (step.guard() != null) {
      return guarded(step);
    }
    if (StepCalls.isComponent(step)) {
      comeToMade(step);
      StepParameter read = step.dataParameters().get(0);
      return read.edge() == Edge.STREAM
          ? calls.openStream(step, stream(read, step))
          : calls.openComponent(step, calls.whole(read).code());
    }
    Map<StepParameter, CodeBlock> data = bindAll(step);
    code.addStatement(calls.begin(step, inputs(data)));
    CodeBlock call = calls.call(step, argument(data), calls.context(step), CodeBlock.of(""));
    return calls.chunks(step, call);
  }

  /** Writes the opening of a guarded step, with what it and its fallbacks read. */
  private CodeBlock guarded(Step step) {
    comeToMade(step);
    Map<StepParameter, CodeBlock> data = new HashMap<>();
    List<CodeBlock> wholes = new ArrayList<>();
    for (StepParameter parameter : step.dataParameters()) {
      if (parameter.edge() == Edge.WHOLE) {
        data.put(parameter, bind(parameter, calls.whole(parameter)));
        wholes.add(data.get(parameter));
      }
    }
    Optional<StepParameter> streamed = ChainGraph.streamed(step);
    boolean one = wholes.size() == 1 && streamed.isEmpty();
    TypeName input = one ? step.dataParameters().get(0).elementType() : ClassName.OBJECT;
    String guarded =
        calls.declareGuarded(
            code,
            step,
            input,
            parameter ->
                data.containsKey(parameter)
                    ? Objects.requireNonNull(data.get(parameter))
                    : calls.whole(parameter).code());
    String constant = sequence.constant(step);
    if (streamed.isPresent()) {
      return CodeBlock.of(
          "openStream($L,$W$L,$W$L)", constant, guarded, stream(streamed.get(), step));
    }
    CodeBlock read =
        one
            ? wholes.get(0)
            : CodeBlock.of("PLAN.step($L).named($L)", constant, StepCalls.list(wholes));
    return CodeBlock.of("open($L,$W$L,$W$L)", constant, guarded, read);
  }

  // ---- the source

  /** Writes the opening of the segment's source. */
  void writeSource(SegmentWriter stages) {
    Segment.Source source = stages.segment().source();
    await(scope.awaitedLater(), stages.segment().last());
    if (source instanceof Segment.Source.Once once) {
      await(graph.needsOfStream(once.step().index()), once.step().index());
    }
    code.add(stages.prepared().preparation());
    if (source instanceof Segment.Source.Once once) {
      writeOnce(stages, once.step());
    } else if (source instanceof Segment.Source.Input) {
      writeRead(stages, scope.input().code());
    } else if (source instanceof Segment.Source.OfShared shared) {
      writeRead(stages, scope.sharedReader(shared.source(), shared.reader()).code());
    } else if (source instanceof Segment.Source.Part part) {
      code.addStatement(stages.kept(newPart(part.last().index(), part.segment())));
    } else if (source instanceof Segment.Source.Single single) {
      writeSingle(stages, single);
    }
  }

  /** Writes that the pipeline reads a stream which it has, and which closes with it. */
  private void writeRead(SegmentWriter stages, CodeBlock chunks) {
    if (stages.segment().relays()) {
      code.addStatement(stages.kept(chunks));
      return;
    }
    CodeBlock reading =
        CodeBlock.of("chunks($L,$W$L)", sequence.constantCode(stages.segment().read()), chunks);
    code.addStatement(stages.isGivenItsSource() ? reading : stages.kept(reading));
  }

  private void writeSingle(SegmentWriter stages, Segment.Source.Single single) {
    single.value().ifPresent(value -> await(Set.of(value), stages.segment().last()));
    CodeBlock value = single.value().map(scope::value).orElseGet(scope::input).code();
    if (stages.isPlainValue()) {
      stages.addHandOn(code, value);
    } else {
      code.addStatement(stages.kept(CodeBlock.of("$T.of($L)", Api.CHUNK_STREAM, value)));
    }
  }

  private void writeOnce(SegmentWriter stages, Step step) {
    if (!stages.segment().pushes()) {
      code.addStatement(stages.kept(opening(step)));
      boolean mayStartAnew = step.guard() != null || StepCalls.isComponent(step);
      if (mayStartAnew && scope.isMain() && stages.segment().stages().isEmpty()) {
        code.addStatement("mayStartAnew()");
      }
      return;
    }
    Map<StepParameter, CodeBlock> data = bindAll(step);
    code.addStatement(calls.begin(step, inputs(data)));
    code.addStatement(
        calls.call(
            step,
            argument(data),
            calls.context(step),
            CodeBlock.of("$L", stages.prepared().emitter(step))));
    code.addStatement("rethrowDownstream()");
    code.add(stages.prepared().completion(List.of(step)));
  }
}
