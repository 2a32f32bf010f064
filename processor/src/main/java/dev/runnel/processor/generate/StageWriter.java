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

/** Writes what the steps of a segment do with one chunk, and the emitters of those that emit. */
final class StageWriter {
  private static final ClassName ITERATOR = ClassName.get(Iterator.class);

  /**
   * Up to this many emitters, each is written out, and the JIT compiler inlines them all. A longer
   * nest becomes larger than what it inlines, so there they share what is not the chain's, which
   * divides the nest where it is compiled best. The page on performance has the numbers.
   */
  private static final int MOST_WRITTEN_OUT = 3;

  private final PipelineScope scope;
  private final SequenceContext sequence;
  private final Segment segment;
  private final PreparedStages prepared;
  private final StepCalls calls;
  private final Conversion conversion;
  private final List<Integer> levels = new ArrayList<>();
  private final List<TypeSpec> emitters = new ArrayList<>();

  StageWriter(
      PipelineScope scope,
      Segment segment,
      PreparedStages prepared,
      StepCalls calls,
      Conversion conversion) {
    this.scope = scope;
    this.sequence = scope.sequence();
    this.segment = segment;
    this.prepared = prepared;
    this.calls = calls;
    this.conversion = conversion;
  }

  /** Says how a chunk leaves a method early when no more is to be done for it. */
  enum Exit {
    ADVANCE("return true"),
    METHOD("return"),
    NEST(""),
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

  /** Writes a value as it leaves the segment. */
  CodeBlock converted(CodeBlock value) {
    return Wholenesses.converted(conversion, value);
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
    CodeBlock current = chunk;
    int nested = 0;
    for (int i = from; i < segment.stages().size(); i++) {
      Step step = segment.stages().get(i);
      code.addStatement("enter($L)", sequence.constant(step));
      if (Segment.emits(step)) {
        addEmittingCall(code, step, current);
        addEmitter(step, i + 1);
        close(code, nested);
        return;
      }
      if (Segment.givesMany(step)) {
        addMany(code, i, opened(step, current), exit);
        close(code, nested);
        return;
      }
      nested += addOne(code, step, call(step, current), exit);
      current = CodeBlock.of("$L", prepared.name(step));
    }
    code.addStatement("at = CALLER");
    code.addStatement("out.accept($L)", converted(current));
    close(code, nested);
  }

  private static void close(CodeBlock.Builder code, int nested) {
    for (int i = 0; i < nested; i++) {
      code.endControlFlow();
    }
  }

  /** Writes a step that gives one chunk or none. Returns how many blocks it leaves open. */
  private int addOne(CodeBlock.Builder code, Step step, CodeBlock call, Exit exit) {
    String constant = sequence.constant(step);
    String name = prepared.name(step);
    if (step.gives() != Gives.OPTIONAL) {
      code.addStatement(
          "$T $L = chunk($L,$W$L)", step.chunkType(), name, constant, calls.one(step, call));
      return 0;
    }
    code.addStatement("$T $L = maybe($L,$W$L)", step.chunkType(), name, constant, call);
    if (exit == Exit.NEST) {
      code.beginControlFlow("if ($L != null)", name);
      return 1;
    }
    code.beginControlFlow("if ($L == null)", name);
    code.addStatement(exit.statement);
    code.endControlFlow();
    return 0;
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
    add(code, index + 1, CodeBlock.of("$L", chunk), Exit.LOOP);
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

  /** Writes the emitter of a step, which runs the steps from one on. */
  void addEmitter(Step step, int next) {
    String type = sequence.typeName(SequenceContext.capitalized(step.variable()) + "Out");
    scope.field(
        FieldSpec.builder(
                SequenceContext.nested(type),
                prepared.emitter(step).toString(),
                Modifier.PRIVATE,
                Modifier.FINAL)
            .initializer("new $L()", type)
            .build());
    TypeSpec.Builder emitter =
        TypeSpec.classBuilder(type)
            .addJavadoc("Takes what {@code $L} emits.\n", step.methodName())
            .addModifiers(Modifier.PRIVATE, Modifier.FINAL);
    if (segment.emitters() <= MOST_WRITTEN_OUT) {
      emitter.addSuperinterface(Api.of(Api.EMITTER, step.chunkType())).addMethod(emit(step, next));
    } else {
      emitter
          .superclass(Api.of(Api.STEP_EMITTER, step.chunkType()))
          .addMethod(
              MethodSpec.constructorBuilder()
                  .addStatement("super($L.this,$W$L)", scope.className(), sequence.constant(step))
                  .build())
          .addMethod(onNext(step.chunkType(), next));
    }
    emitters.add(0, emitter.build());
  }

  private MethodSpec emit(Step step, int next) {
    CodeBlock.Builder code = CodeBlock.builder();
    code.addStatement("beforeEmit($L,$Wchunk)", sequence.constant(step));
    code.beginControlFlow("try");
    add(code, next, CodeBlock.of("chunk"), Exit.NEST);
    code.nextControlFlow("catch ($T failure)", Throwable.class);
    code.addStatement("throw keepOutcome(failure)");
    code.endControlFlow();
    code.addStatement("afterEmit($L)", sequence.constant(step));
    return MethodSpec.methodBuilder("emit")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(step.chunkType(), "chunk")
        .addCode(code.build())
        .build();
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
