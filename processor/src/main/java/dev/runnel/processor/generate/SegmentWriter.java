package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** Writes how one pipeline pulls its source and pushes each chunk through its steps. */
final class SegmentWriter {
  private static final ClassName ITERATOR = ClassName.get(Iterator.class);

  private final PipelineScope scope;
  private final SequenceContext sequence;
  private final StepCalls calls;
  private final Segment segment;
  private final Conversion conversion;
  private final PreparedStages prepared;
  private final List<Integer> levels = new ArrayList<>();
  private final List<TypeSpec> emitters = new ArrayList<>();
  private final List<MethodSpec> methods = new ArrayList<>();
  private String source = "";

  /**
   * Starts a segment.
   *
   * @param scope the pipeline's names
   * @param segment the segment
   * @param conversion what is done to each chunk that leaves it
   */
  SegmentWriter(PipelineScope scope, Segment segment, Conversion conversion) {
    this.scope = scope;
    this.sequence = scope.sequence();
    this.calls = new StepCalls(scope);
    this.segment = segment;
    this.prepared = new PreparedStages(scope, calls, segment.stages());
    this.conversion = conversion;
  }

  /** Says how a chunk leaves a method early when no more is to be done for it. */
  private enum Exit {
    ADVANCE("return true"),
    EMITTER("return"),
    LOOP("continue");

    private final String statement;

    Exit(String statement) {
      this.statement = statement;
    }
  }

  /** Writes the methods that do not run at the start; what they need becomes known. */
  void writeStages() {
    prepared.prepare();
    if (segment.source() instanceof Segment.Source.Once once && segment.pushes()) {
      prepared.nameEmitter(once.step());
      addEmitter(once.step(), 0);
      methods.add(pushes());
    } else if (segment.relays()) {
      addRelay();
    } else if (!isPlainValue()) {
      source = sourceName();
      methods.add(advance());
      methods.add(run());
    }
  }

  /** Tells whether the segment is one value, to be handed on at the start. */
  boolean isPlainValue() {
    return segment.source() instanceof Segment.Source.Single && segment.stages().isEmpty();
  }

  Segment segment() {
    return segment;
  }

  PreparedStages prepared() {
    return prepared;
  }

  /** Returns the class that a pipeline of this segment extends. */
  TypeName pipeline(TypeName chunks) {
    return segment.relays()
        ? Api.of(Api.RELAY_PIPELINE, readType().box(), chunks)
        : Api.of(Api.CHAIN_PIPELINE, chunks);
  }

  /** Returns the methods that do not run at the start. */
  List<MethodSpec> methods() {
    return methods;
  }

  List<TypeSpec> emitters() {
    return emitters;
  }

  /** Writes how the source is kept, once it was opened. */
  CodeBlock kept(CodeBlock opened) {
    if (!segment.relays()) {
      return CodeBlock.of("$L = $L", source, opened);
    }
    return segment.once().isPresent()
        ? CodeBlock.of("relay($L,$W$L)", sequence.constant(segment.read()), opened)
        : CodeBlock.of("read($L,$W$L)", sequence.constant(reader()), opened);
  }

  /** Returns the field that holds the source. */
  String source() {
    return source;
  }

  private String sourceName() {
    Segment.Source from = segment.source();
    if (from instanceof Segment.Source.Once once) {
      String name = scope.newName(once.step().variable());
      scope.field(Api.of(ITERATOR, once.step().chunkType()), name);
      return name;
    }
    if (from instanceof Segment.Source.Input) {
      return scope.input().toString();
    }
    if (from instanceof Segment.Source.OfShared shared && !scope.isMain()) {
      return scope.sharedReader(shared.source(), shared.reader()).toString();
    }
    int read = segment.read();
    String name =
        scope.newName(sequence.variable(read).equals("input") ? "chunks" : sequence.variable(read));
    scope.field(Api.of(Api.CHUNK_STREAM, readType()), name);
    return name;
  }

  private TypeName readType() {
    return segment.source() instanceof Segment.Source.Single single && single.value().isPresent()
        ? single.value().get().type()
        : sequence.chunkType(segment.read());
  }

  // ---- pulling

  private MethodSpec advance() {
    CodeBlock.Builder first = CodeBlock.builder();
    addPull(first);
    addStages(first, 0, CodeBlock.of("chunk"), Exit.ADVANCE);
    first.addStatement("return true");
    CodeBlock.Builder code = CodeBlock.builder();
    List<CodeBlock> pulls = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      pulls.add(0, level(levels.get(i)));
    }
    pulls.forEach(code::add);
    code.add(first.build());
    return overridden("advance")
        .returns(boolean.class)
        .addException(Exception.class)
        .addCode(code.build())
        .build();
  }

  private static MethodSpec run() {
    return overridden("run")
        .addException(Exception.class)
        .addCode("while (isOpen() && advance()) {}\n")
        .build();
  }

  private static MethodSpec pushes() {
    return overridden("pushes").returns(boolean.class).addStatement("return true").build();
  }

  private static MethodSpec.Builder overridden(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED);
  }

  /** Returns the step that reads the source, or that gives it where no other one follows. */
  private int reader() {
    return segment.stages().isEmpty() ? segment.read() : segment.stages().get(0).index();
  }

  private void addPull(CodeBlock.Builder code) {
    boolean opened = segment.source() instanceof Segment.Source.Once;
    int at = opened ? segment.read() : reader();
    if (at != StepParameter.INPUT) {
      code.addStatement("at = $L", sequence.constant(at));
    }
    code.beginControlFlow("if (!$L.hasNext())", source);
    code.add(
        prepared.completion(opened ? List.of(sequence.graph().step(segment.read())) : List.of()));
    code.addStatement("return false");
    code.endControlFlow();
    if (opened) {
      code.addStatement(
          "$T chunk = chunk($L,$W$L.next())",
          readType(),
          sequence.constant(segment.read()),
          source);
    } else {
      code.addStatement("$T chunk = $L.next()", readType(), source);
    }
  }

  /** Writes how chunks are pulled from what one call of a step gave. */
  private CodeBlock level(int index) {
    Step step = segment.stages().get(index);
    String name = prepared.name(step);
    String constant = sequence.constant(step);
    String chunk = scope.newName(step.variable() + "Chunk");
    CodeBlock.Builder code = CodeBlock.builder();
    code.beginControlFlow("if ($L != null)", name);
    code.addStatement("at = $L", constant);
    code.beginControlFlow("if (!$L.hasNext())", name);
    code.addStatement("release($L)", constant);
    code.addStatement("$L = null", name);
    code.addStatement("return true");
    code.endControlFlow();
    code.addStatement("$T $L = chunk($L,$W$L.next())", step.chunkType(), chunk, constant, name);
    addStages(code, index + 1, CodeBlock.of("$L", chunk), Exit.ADVANCE);
    code.addStatement("return true");
    code.endControlFlow();
    return code.build();
  }

  // ---- pushing

  private void addRelay() {
    CodeBlock.Builder code = CodeBlock.builder();
    addStages(code, 0, CodeBlock.of("chunk"), Exit.EMITTER);
    methods.add(
        overridden("onNext")
            .addParameter(readType(), "chunk")
            .addException(Exception.class)
            .addCode(code.build())
            .build());
    CodeBlock completion = prepared.completion(List.of());
    if (!completion.isEmpty()) {
      methods.add(overridden("onEnd").addException(Exception.class).addCode(completion).build());
    }
  }

  private void addStages(CodeBlock.Builder code, int from, CodeBlock chunk, Exit exit) {
    CodeBlock current = chunk;
    for (int i = from; i < segment.stages().size(); i++) {
      Step step = segment.stages().get(i);
      code.addStatement("enter($L)", sequence.constant(step));
      if (Segment.emits(step)) {
        addEmittingCall(code, step, current);
        addEmitter(step, i + 1);
        return;
      }
      if (Segment.givesMany(step)) {
        addMany(code, i, opened(step, current), exit);
        return;
      }
      addOne(code, step, call(step, current), exit);
      current = CodeBlock.of("$L", prepared.name(step));
    }
    code.addStatement("at = CALLER");
    code.addStatement("out.accept($L)", converted(current));
  }

  private void addOne(CodeBlock.Builder code, Step step, CodeBlock call, Exit exit) {
    String constant = sequence.constant(step);
    String name = prepared.name(step);
    if (step.gives() == Gives.OPTIONAL) {
      code.addStatement("$T $L = maybe($L,$W$L)", step.chunkType(), name, constant, call);
      code.beginControlFlow("if ($L == null)", name);
      code.addStatement(exit.statement);
      code.endControlFlow();
    } else {
      code.addStatement(
          "$T $L = chunk($L,$W$L)", step.chunkType(), name, constant, calls.one(step, call));
    }
  }

  /** Writes what gives the chunks of one call. */
  private CodeBlock opened(Step step, CodeBlock chunk) {
    if (step.guard() == null) {
      return calls.open(step, call(step, chunk));
    }
    StepParameter read = ChainGraph.streamed(step).orElseThrow();
    CodeBlock guarded = calls.guarded(step, read.elementType(), data(chunk));
    CodeBlock given = Wholenesses.converted(read.conversion(), chunk);
    return StepCalls.opening("call", sequence.constant(step), guarded, given);
  }

  private void addMany(CodeBlock.Builder code, int index, CodeBlock opened, Exit exit) {
    Step step = segment.stages().get(index);
    String name = prepared.name(step);
    TypeName type = Api.of(ITERATOR, step.chunkType());
    if (exit == Exit.ADVANCE) {
      scope.field(type, name);
      code.addStatement("$L = $L", name, opened);
      levels.add(index);
      return;
    }
    String constant = sequence.constant(step);
    String chunk = scope.newName(step.variable() + "Chunk");
    code.addStatement("$T $L = $L", type, name, opened);
    code.beginControlFlow("while (hasNext($L,$W$L))", constant, name);
    code.addStatement("$T $L = chunk($L,$W$L.next())", step.chunkType(), chunk, constant, name);
    addStages(code, index + 1, CodeBlock.of("$L", chunk), Exit.LOOP);
    code.endControlFlow();
    code.addStatement("release($L)", constant);
  }

  private void addEmittingCall(CodeBlock.Builder code, Step step, CodeBlock chunk) {
    if (PreparedStages.isTransformer(step)) {
      CodeBlock read =
          Wholenesses.converted(ChainGraph.streamed(step).orElseThrow().conversion(), chunk);
      code.addStatement("$L.onChunk($L,$W$L)", prepared.name(step), read, prepared.emitter(step));
    } else {
      code.addStatement(call(step, chunk));
    }
    code.addStatement("settle()");
  }

  private CodeBlock call(Step step, CodeBlock chunk) {
    return StepCalls.call(step, data(chunk), prepared.context(step), prepared.emitter(step));
  }

  private Function<StepParameter, CodeBlock> data(CodeBlock chunk) {
    return parameter ->
        switch (parameter.edge()) {
          case CHUNK -> Wholenesses.converted(parameter.conversion(), chunk);
          default -> calls.wholeLater(parameter);
        };
  }

  /** Writes a value as it leaves the segment. */
  CodeBlock converted(CodeBlock value) {
    return Wholenesses.converted(conversion, value);
  }

  private void addEmitter(Step step, int next) {
    CodeBlock.Builder code = CodeBlock.builder();
    addStages(code, next, CodeBlock.of("chunk"), Exit.EMITTER);
    String type = sequence.typeName(SequenceContext.capitalized(step.variable()) + "Out");
    TypeName typeName = SequenceContext.nested(type);
    scope.field(
        FieldSpec.builder(
                typeName, prepared.emitter(step).toString(), Modifier.PRIVATE, Modifier.FINAL)
            .initializer("new $L()", type)
            .build());
    emitters.add(
        0,
        TypeSpec.classBuilder(type)
            .addJavadoc("Takes what {@code $L} emits.\n", step.methodName())
            .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
            .superclass(Api.of(Api.STEP_EMITTER, step.chunkType()))
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addStatement("super($L.this,$W$L)", scope.className(), sequence.constant(step))
                    .build())
            .addMethod(
                MethodSpec.methodBuilder("onNext")
                    .addAnnotation(Override.class)
                    .addModifiers(Modifier.PROTECTED)
                    .addParameter(step.chunkType(), "chunk")
                    .addException(Exception.class)
                    .addCode(code.build())
                    .build())
            .build());
  }
}
