package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Edge;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import javax.lang.model.element.Modifier;

/** Writes what the steps of a segment do with one chunk, and the emitters of those that emit. */
final class StageWriter {
  private static final ClassName ITERATOR = ClassName.get(Iterator.class);

  private final PipelineScope scope;
  private final SequenceContext sequence;
  private final Segment segment;
  private final PreparedStages prepared;
  private final StepCalls calls;
  private final Conversion conversion;
  private final TypeName leaving;
  private final List<Integer> levels = new ArrayList<>();
  private final List<TypeSpec> emitters = new ArrayList<>();

  StageWriter(
      PipelineScope scope,
      Segment segment,
      PreparedStages prepared,
      StepCalls calls,
      Conversion conversion,
      TypeName leaving) {
    this.scope = scope;
    this.sequence = scope.sequence();
    this.segment = segment;
    this.prepared = prepared;
    this.calls = calls;
    this.conversion = conversion;
    this.leaving = leaving;
  }

  /** Says how a chunk leaves a method early when no more is to be done for it. */
  enum Exit {
    ADVANCE("return true"),
    METHOD("return"),
    LOOP("continue");

    private final String statement;

    Exit(String statement) {
      this.statement = statement;
    }
  }

  /** Returns the places of those steps whose chunks are pulled from a field. */
  List<Integer> levels() {
    return levels;
  }

  /** Returns the emitters' classes, in the order of their steps. */
  List<TypeSpec> emitters() {
    return emitters;
  }

  /** Writes how a chunk leaves the segment: its text only if it has any. */
  void addHandOn(CodeBlock.Builder code, CodeBlock value) {
    CodeBlock converted = Wholenesses.converted(conversion, value);
    if (conversion != Conversion.CHUNK_TEXT) {
      code.addStatement("reader().accept($L)", converted);
      return;
    }
    code.beginControlFlow("if ($L.hasText())", value);
    code.addStatement("reader().accept($L)", converted);
    code.endControlFlow();
  }

  /** Tells whether a step reads text, so that it is not called for a chunk without any. */
  private static boolean readsText(Step step) {
    return step.dataParameters().stream()
        .anyMatch(
            parameter ->
                parameter.edge() == Edge.CHUNK && parameter.conversion() == Conversion.CHUNK_TEXT);
  }

  /**
   * Writes the steps from one on, until the chunk is handed on.
   *
   * @param code what is continued
   * @param from the place of the first step in the segment
   * @param chunk the variable with the chunk
   * @param exit how the chunk leaves early
   */
  void add(CodeBlock.Builder code, int from, CodeBlock chunk, Exit exit) {
    if (from == segment.stages().size()) {
      addHandOn(code, chunk);
    } else if (readsText(segment.stages().get(from))) {
      code.beginControlFlow("if ($L.hasText())", chunk);
      addStep(code, from, chunk, exit);
      code.endControlFlow();
    } else {
      addStep(code, from, chunk, exit);
    }
  }

  private void addStep(CodeBlock.Builder code, int index, CodeBlock chunk, Exit exit) {
    Step step = segment.stages().get(index);
    code.addStatement("enter($L)", sequence.constant(step));
    if (Segment.emits(step)) {
      addEmittingCall(code, step, chunk, exit);
      addEmitter(step, index + 1);
    } else if (Segment.givesMany(step)) {
      addMany(code, index, opened(code, step, chunk), exit);
    } else {
      addOne(code, step, call(step, chunk), exit);
      add(code, index + 1, CodeBlock.of("$L", prepared.name(step)), exit);
    }
  }

  /** Writes a step that gives one chunk or none. */
  private void addOne(CodeBlock.Builder code, Step step, CodeBlock call, Exit exit) {
    String constant = sequence.constant(step);
    String name = prepared.name(step);
    if (step.gives() != Gives.OPTIONAL) {
      code.addStatement(
          "$T $L = chunk($L,$W$L)", step.chunkType(), name, constant, calls.one(step, call));
      return;
    }
    code.addStatement("$T $L = maybe($L,$W$L)", step.chunkType(), name, constant, call);
    code.beginControlFlow("if ($L == null)", name);
    code.addStatement(exit.statement);
    code.endControlFlow();
  }

  /** Writes what gives the chunks of one call. */
  private CodeBlock opened(CodeBlock.Builder code, Step step, CodeBlock chunk) {
    if (step.guard() == null) {
      return calls.chunks(step, call(step, chunk));
    }
    StepParameter read = ChainGraph.streamed(step).orElseThrow();
    String guarded = calls.declareGuarded(code, step, read.elementType(), data(chunk));
    CodeBlock given = Wholenesses.converted(read.conversion(), chunk);
    return CodeBlock.of("call($L,$W$L,$W$L)", sequence.constant(step), guarded, given);
  }

  private void addMany(CodeBlock.Builder code, int index, CodeBlock opened, Exit exit) {
    Step step = segment.stages().get(index);
    String name = prepared.name(step);
    TypeName type = Api.of(ITERATOR, step.chunkType());
    if (exit == Exit.ADVANCE) {
      scope.names().field(type, name);
      code.addStatement("$L = $L", name, opened);
      levels.add(index);
      return;
    }
    String constant = sequence.constant(step);
    String chunk = scope.newName(sequence.variable(step.index()) + "Chunk");
    code.addStatement("$T $L = $L", type, name, opened);
    code.beginControlFlow("while (isOpen() && source($L,$W$L).hasNext())", constant, name);
    code.addStatement("$T $L = chunk($L,$W$L.next())", step.chunkType(), chunk, constant, name);
    add(code, index + 1, CodeBlock.of("$L", chunk), Exit.LOOP);
    code.endControlFlow();
    code.addStatement("closeSource($L)", constant);
  }

  /**
   * Writes the call of a step that emits; whoever calls the method throws what failed behind it.
   */
  private void addEmittingCall(CodeBlock.Builder code, Step step, CodeBlock chunk, Exit exit) {
    if (PreparedStages.isTransformer(step)) {
      CodeBlock read =
          Wholenesses.converted(ChainGraph.streamed(step).orElseThrow().conversion(), chunk);
      code.addStatement("$L.onChunk($L,$W$L)", prepared.name(step), read, prepared.emitter(step));
    } else {
      code.addStatement(call(step, chunk));
    }
    if (exit != Exit.METHOD) {
      code.addStatement("rethrowDownstream()");
    }
  }

  private CodeBlock call(Step step, CodeBlock chunk) {
    return calls.call(
        step, data(chunk), prepared.context(step), CodeBlock.of("$L", prepared.emitter(step)));
  }

  private Function<StepParameter, CodeBlock> data(CodeBlock chunk) {
    return parameter ->
        switch (parameter.edge()) {
          case CHUNK -> Wholenesses.converted(parameter.conversion(), chunk);
          default -> calls.wholeLater(parameter).code();
        };
  }

  /**
   * Writes the emitter of a step, which runs the steps from one on. The field has the very type of
   * what it holds: the same transformer emits into many chains, and the JIT compiler could not tell
   * from its code which one it is.
   */
  void addEmitter(Step step, int next) {
    String name = prepared.emitter(step);
    String constant = sequence.constant(step);
    boolean isLast = next == segment.stages().size() && conversion == Conversion.NONE;
    if (isLast && step.chunkType().equals(leaving)) {
      TypeName type = Api.of(Api.READER_EMITTER, step.chunkType());
      CodeBlock made = CodeBlock.of("new $T<>(this, $L)", Api.READER_EMITTER, constant);
      scope.names().finalField(type, name, made);
      return;
    }
    String type = sequence.typeName(Names.capitalized(sequence.variable(step.index())) + "Out");
    scope.names().finalField(SequenceContext.nested(type), name, CodeBlock.of("new $L()", type));
    emitters.add(
        0,
        TypeSpec.classBuilder(type)
            .addJavadoc("Runs what stands behind {@code $L}.\n", step.methodName())
            .addModifiers(Modifier.PRIVATE, Modifier.FINAL)
            .superclass(Api.of(Api.STEP_EMITTER, step.chunkType()))
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addStatement("super($L.this,$W$L)", scope.className(), constant)
                    .build())
            .addMethod(onNext(step.chunkType(), next))
            .build());
  }

  /** Writes the method that runs the steps from one on for each chunk. */
  MethodSpec onNext(TypeName chunks, int from) {
    CodeBlock.Builder code = CodeBlock.builder();
    add(code, from, CodeBlock.of("chunk"), Exit.METHOD);
    return MethodSpec.methodBuilder("onNext")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PROTECTED)
        .addParameter(chunks, "chunk")
        .addException(Exception.class)
        .addCode(code.build())
        .build();
  }
}
