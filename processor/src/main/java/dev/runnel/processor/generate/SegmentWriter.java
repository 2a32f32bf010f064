package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.Step;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes how one pipeline pulls its source and pushes each chunk through its steps. */
final class SegmentWriter {
  private static final ClassName ITERATOR = ClassName.get(Iterator.class);

  private final PipelineScope scope;
  private final SequenceContext sequence;
  private final Segment segment;
  private final StageWriter stages;
  private final PreparedStages prepared;
  private final List<MethodSpec> methods = new ArrayList<>();
  private Source source = new Source("", false);

  /**
   * Starts a segment.
   *
   * @param scope the pipeline's names
   * @param segment the segment
   * @param conversion what is done to each chunk that leaves it
   * @param leaving the type of the chunks that leave it
   */
  SegmentWriter(PipelineScope scope, Segment segment, Conversion conversion, TypeName leaving) {
    this.scope = scope;
    this.sequence = scope.sequence();
    this.segment = segment;
    StepCalls calls = new StepCalls(scope);
    this.prepared = new PreparedStages(scope, calls, segment.stages());
    this.stages = new StageWriter(scope, segment, prepared, calls, conversion, leaving);
  }

  /** Writes the methods that do not run at the start; what they need becomes known. */
  void writeStages() {
    prepared.prepare();
    if (segment.source() instanceof Segment.Source.Once once && segment.pushes()) {
      prepared.nameEmitter(once.step());
      stages.addEmitter(once.step(), 0);
    } else if (segment.relays()) {
      addRelay();
    } else if (!isPlainValue()) {
      source = findSource();
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
    if (segment.relays()) {
      return Api.of(Api.RELAY_PIPELINE, readType().box(), chunks);
    }
    return Api.of(segment.pushes() ? Api.EMITTING_PIPELINE : Api.CHAIN_PIPELINE, chunks);
  }

  /** Returns the methods that do not run at the start. */
  List<MethodSpec> methods() {
    return methods;
  }

  /** Returns the emitters' classes. */
  List<TypeSpec> emitters() {
    return stages.emitters();
  }

  /** Writes how the source is kept, once it was opened. */
  CodeBlock kept(CodeBlock opened) {
    if (!segment.relays()) {
      return CodeBlock.of("$L = $L", source.name(), opened);
    }
    List<CodeBlock> arguments = new ArrayList<>();
    boolean ofStep = segment.once().isPresent();
    arguments.add(sequence.constantCode(ofStep ? segment.read() : reader()));
    arguments.add(opened);
    if (!prepared.completes()) {
      segment.stages().forEach(step -> arguments.add(sequence.constantCode(step.index())));
    }
    return CodeBlock.of("$L($L)", ofStep ? "relay" : "read", StepCalls.list(arguments));
  }

  /** Tells whether the pipeline is given its source when it is made, in the field to read from. */
  boolean isGivenItsSource() {
    return source.isGiven();
  }

  /** The field that holds what is pulled. */
  private record Source(String name, boolean isGiven) {}

  private Source findSource() {
    Segment.Source from = segment.source();
    if (from instanceof Segment.Source.Input) {
      return new Source(scope.input().code().toString(), true);
    }
    if (from instanceof Segment.Source.OfShared shared && !scope.isMain()) {
      return new Source(
          scope.sharedReader(shared.source(), shared.reader()).code().toString(), true);
    }
    if (from instanceof Segment.Source.Once once) {
      String name = scope.newName(sequence.variable(once.step().index()));
      scope.names().field(Api.of(ITERATOR, once.step().chunkType()), name);
      return new Source(name, false);
    }
    int read = segment.read();
    String name = scope.newName(read == StepParameter.INPUT ? "chunks" : sequence.variable(read));
    scope.names().field(Api.of(Api.CHUNK_STREAM, readType()), name);
    return new Source(name, false);
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
    stages.add(first, 0, CodeBlock.of("chunk"), StageWriter.Exit.ADVANCE);
    first.addStatement("return true");
    CodeBlock.Builder code = CodeBlock.builder();
    List<CodeBlock> pulls = new ArrayList<>();
    for (int i = 0; i < stages.levels().size(); i++) {
      pulls.add(0, level(stages.levels().get(i)));
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
        .addComment("Here, so that the JIT compiler compiles the loop of each chain for itself.")
        .addCode("while (isOpen() && advance()) {}\n")
        .build();
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
    if (at == StepParameter.INPUT) {
      code.beginControlFlow("if (!$L.hasNext())", source.name());
    } else {
      code.beginControlFlow(
          "if (!source($L,$W$L).hasNext())", sequence.constantCode(at), source.name());
    }
    code.add(
        prepared.completion(opened ? List.of(sequence.graph().step(segment.read())) : List.of()));
    code.addStatement("return false");
    code.endControlFlow();
    if (opened) {
      code.addStatement(
          "$T chunk = chunk($L,$W$L.next())",
          readType(),
          sequence.constantCode(segment.read()),
          source.name());
    } else {
      code.addStatement("$T chunk = $L.next()", readType(), source.name());
    }
  }

  /** Writes how chunks are pulled from what one call of a step gave. */
  private CodeBlock level(int index) {
    Step step = segment.stages().get(index);
    String name = prepared.name(step);
    String constant = sequence.constant(step);
    String chunk = scope.newName(sequence.variable(step.index()) + "Chunk");
    CodeBlock.Builder code = CodeBlock.builder();
    code.beginControlFlow("if ($L != null)", name);
    code.beginControlFlow("if (!source($L,$W$L).hasNext())", constant, name);
    code.addStatement("closeSource($L)", constant);
    code.addStatement("$L = null", name);
    code.addStatement("return true");
    code.endControlFlow();
    code.addStatement("$T $L = chunk($L,$W$L.next())", step.chunkType(), chunk, constant, name);
    stages.add(code, index + 1, CodeBlock.of("$L", chunk), StageWriter.Exit.ADVANCE);
    code.addStatement("return true");
    code.endControlFlow();
    return code.build();
  }

  // ---- pushing

  private void addRelay() {
    methods.add(stages.onNext(readType(), 0));
    if (prepared.completes()) {
      methods.add(
          overridden("onEnd")
              .addException(Exception.class)
              .addCode(prepared.completion(List.of()))
              .build());
    }
  }

  /** Writes how a value leaves the segment. */
  void addHandOn(CodeBlock.Builder code, CodeBlock value) {
    stages.addHandOn(code, value);
  }
}
