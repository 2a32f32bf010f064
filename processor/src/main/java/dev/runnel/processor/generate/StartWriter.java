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
    for (Value value : values) {
      if (!scope.has(value)) {
        CodeBlock task = scope.task(value);
        code.addStatement(
            "$L = join($L,$W$L)", scope.declare(value), sequence.constantCode(reader), task);
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
    if (step.guard() != null) {
      CodeBlock opened = guarded(step);
      code.addStatement(
          "$L = value($L,$W$L)", scope.declare(value), sequence.constant(step), opened);
      return;
    }
    Map<StepParameter, CodeBlock> data = bindAll(step);
    code.addStatement(calls.begin(step, inputs(data)));
    CodeBlock call = StepCalls.call(step, argument(data), calls.context(step), CodeBlock.of(""));
    code.addStatement(
        "$L = result($L,$W$L)",
        scope.declare(value),
        sequence.constant(step),
        calls.one(step, call));
    ChainGraph.streamed(step)
        .filter(parameter -> !graph.isSingle(parameter.source()))
        .ifPresent(parameter -> code.addStatement("close($L)", data.get(parameter)));
  }

  private void writeWhole(Value.WholeOf value) {
    int source = value.source();
    CodeBlock wanting = sequence.constantCode(graph.wanting(value));
    TypeName chunks = sequence.chunkType(source);
    CodeBlock giver = sequence.constantCode(source);
    if (graph.isShared(source)) {
      CodeBlock reader = scope.sharedReader(source, new Reader.OfValue(value));
      CodeBlock rule = Wholenesses.ofValue(value, own(source), chunks);
      collect(value, CodeBlock.of("$L,$W$L,$W$L,$W$L", reader, rule, giver, wanting));
      return;
    }
    Segment segment = Segment.whole(graph, source);
    if (segment.stages().isEmpty() && segment.once().isPresent() && !segment.pushes()) {
      collectStep(value, segment.once().get(), giver, wanting);
    } else {
      CodeBlock part = newPart(source, segment, chunks, Conversion.NONE);
      CodeBlock rule = Wholenesses.ofValue(value, own(source), chunks);
      collect(value, CodeBlock.of("$L,$W$L,$W$L,$W$L", part, rule, giver, wanting));
    }
  }

  private void collect(Value value, CodeBlock arguments) {
    code.addStatement("$L = collect($L)", scope.declare(value), arguments);
  }

  private CodeBlock own(int source) {
    if (source == StepParameter.INPUT) {
      return CodeBlock.of("");
    }
    Step step = graph.step(source);
    return step.gives() == Gives.CALL
        ? Wholenesses.ofCall(step)
        : CodeBlock.of("$L.implementation().whole()", sequence.component(step));
  }

  private void collectStep(Value.WholeOf value, Step step, CodeBlock giver, CodeBlock wanting) {
    TypeName chunks = step.chunkType();
    CodeBlock own;
    CodeBlock opened;
    boolean ownOfCall = step.gives() == Gives.CALL && value.rule() instanceof WholeRule.Own;
    if (ownOfCall && step.guard() == null) {
      Map<StepParameter, CodeBlock> data = bindAll(step);
      code.addStatement(calls.begin(step, inputs(data)));
      String call = scope.newName(step.variable() + "Call");
      code.addStatement(
          "$T $L = given($L,$W$L)",
          step.method().returnType(),
          call,
          sequence.constant(step),
          StepCalls.call(step, argument(data), calls.context(step), CodeBlock.of("")));
      opened = calls.open(step, CodeBlock.of("$L", call));
      own = CodeBlock.of("$L.whole()", call);
    } else {
      opened = opening(step);
      own = value.rule() instanceof WholeRule.Own ? own(step.index()) : CodeBlock.of("");
    }
    CodeBlock rule = Wholenesses.ofValue(value, own, chunks);
    collect(value, CodeBlock.of("$L,$W$L,$W$L,$W$L", giver, opened, rule, wanting));
  }

  // ---- calls

  /** Writes variables for what is not a name yet, and returns what to pass. */
  private Map<StepParameter, CodeBlock> bindAll(Step step) {
    Map<StepParameter, CodeBlock> data = new HashMap<>();
    for (StepParameter parameter : step.dataParameters()) {
      CodeBlock value =
          parameter.edge() == Edge.WHOLE ? calls.whole(parameter) : stream(parameter, step);
      data.put(parameter, bind(parameter, value));
    }
    return data;
  }

  private CodeBlock bind(StepParameter parameter, CodeBlock value) {
    if (StepCalls.isPlain(value)) {
      return value;
    }
    String name = scope.newName(nameOf(parameter));
    TypeName type =
        parameter.edge() == Edge.WHOLE ? parameter.elementType() : StepCalls.streamType(parameter);
    code.addStatement("$T $L = $L", type, name, value);
    return CodeBlock.of("$L", name);
  }

  private String nameOf(StepParameter parameter) {
    if (parameter.edge() != Edge.WHOLE) {
      return parameter.name();
    }
    String source = sequence.variable(parameter.source());
    return switch (ChainGraph.wholeness(parameter).conversion()) {
      case NONE -> parameter.name();
      case MESSAGE_TEXT -> source + "Text";
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

  /** Writes a stream that a step of this pipeline reads. */
  private CodeBlock stream(StepParameter parameter, Step step) {
    int source = parameter.source();
    if (graph.isSingle(source)) {
      CodeBlock only = graph.valueOf(source).map(scope::value).orElseGet(scope::input);
      CodeBlock chunk = Wholenesses.converted(parameter.conversion(), only);
      return CodeBlock.of("$T.of($L)", Api.CHUNK_STREAM, chunk);
    }
    Reader reader = new Reader.OfStep(step.index());
    if (calls.passesAsIs(parameter) && graph.isShared(source)) {
      return CodeBlock.of("reading($L)", scope.sharedReader(source, reader));
    }
    if (calls.passesAsIs(parameter) && source == StepParameter.INPUT) {
      return CodeBlock.of("reading($L)", scope.input());
    }
    Segment segment = Segment.to(graph, source, reader);
    return newPart(source, segment, parameter.elementType(), parameter.conversion());
  }

  CodeBlock newPart(int source, Segment segment, TypeName chunks, Conversion conversion) {
    String name = SequenceContext.capitalized(sequence.variable(source)) + "Part";
    return PipelineWriter.part(scope, name, segment, chunks, conversion);
  }

  /** Writes the opening of a step whose chunks are pulled; the start of a method comes before. */
  private CodeBlock opening(Step step) {
    if (step.guard() != null) {
      return guarded(step);
    }
    if (StepCalls.isComponent(step)) {
      if (sequence.isMade(step)) {
        code.addStatement("at = $L", sequence.constant(step));
      }
      StepParameter read = step.dataParameters().get(0);
      return read.edge() == Edge.STREAM
          ? calls.openStream(step, stream(read, step))
          : calls.openComponent(step, calls.whole(read));
    }
    Map<StepParameter, CodeBlock> data = bindAll(step);
    code.addStatement(calls.begin(step, inputs(data)));
    CodeBlock call = StepCalls.call(step, argument(data), calls.context(step), CodeBlock.of(""));
    return calls.open(step, call);
  }

  /** Writes the opening of a guarded step, with what it and its fallbacks read. */
  private CodeBlock guarded(Step step) {
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
    CodeBlock guarded =
        calls.guarded(
            step,
            input,
            parameter ->
                data.containsKey(parameter)
                    ? Objects.requireNonNull(data.get(parameter))
                    : calls.whole(parameter));
    String constant = sequence.constant(step);
    if (streamed.isPresent()) {
      return StepCalls.opening("openStream", constant, guarded, stream(streamed.get(), step));
    }
    wholes.add(0, CodeBlock.of("$L", constant));
    CodeBlock read = one ? wholes.get(1) : CodeBlock.of("inputs($L)", StepCalls.list(wholes));
    return StepCalls.opening("open", constant, guarded, read);
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
      writeRead(stages, scope.input());
    } else if (source instanceof Segment.Source.OfShared shared) {
      writeRead(stages, scope.sharedReader(shared.source(), shared.reader()));
    } else if (source instanceof Segment.Source.Part part) {
      CodeBlock made =
          newPart(part.last().index(), part.segment(), part.last().chunkType(), Conversion.NONE);
      code.addStatement(stages.kept(made));
    } else if (source instanceof Segment.Source.Single single) {
      writeSingle(stages, single);
    }
  }

  /** Writes that the pipeline reads a stream which it has, and which closes with it. */
  private void writeRead(SegmentWriter stages, CodeBlock chunks) {
    CodeBlock reading = CodeBlock.of("reading($L)", chunks);
    boolean isKept = !stages.segment().relays() && chunks.toString().equals(stages.source());
    code.addStatement(isKept ? reading : stages.kept(reading));
  }

  private void writeSingle(SegmentWriter stages, Segment.Source.Single single) {
    single.value().ifPresent(value -> await(Set.of(value), stages.segment().last()));
    CodeBlock value = single.value().map(scope::value).orElseGet(scope::input);
    if (stages.isPlainValue()) {
      code.addStatement("at = CALLER");
      code.addStatement("out.accept($L)", stages.converted(value));
    } else {
      code.addStatement(stages.kept(CodeBlock.of("$T.of($L)", Api.CHUNK_STREAM, value)));
    }
  }

  private void writeOnce(SegmentWriter stages, Step step) {
    if (!stages.segment().pushes()) {
      code.addStatement(stages.kept(opening(step)));
      boolean mayStartAnew = step.guard() != null || StepCalls.isComponent(step);
      if (mayStartAnew && scope.isMain() && stages.segment().stages().isEmpty()) {
        code.addStatement("restartable()");
      }
      return;
    }
    Map<StepParameter, CodeBlock> data = bindAll(step);
    code.addStatement(calls.begin(step, inputs(data)));
    code.addStatement(
        StepCalls.call(step, argument(data), calls.context(step), stages.prepared().emitter(step)));
    code.addStatement("settle()");
    code.add(stages.prepared().completion(List.of(step)));
  }
}
