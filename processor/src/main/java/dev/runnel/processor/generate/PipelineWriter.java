package dev.runnel.processor.generate;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.runnel.processor.model.Conversion;
import dev.runnel.processor.model.StepParameter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes pipeline classes: the run of a chain, and its parts. */
final class PipelineWriter {
  private final PipelineScope scope;
  private final SequenceContext sequence;
  private final SegmentWriter stages;
  private final StartWriter start;
  private final TypeName chunkType;
  private final CodeBlock javadoc;

  private PipelineWriter(
      PipelineScope scope,
      Segment segment,
      Conversion conversion,
      TypeName chunkType,
      CodeBlock javadoc) {
    this.scope = scope;
    this.sequence = scope.sequence();
    this.chunkType = chunkType;
    this.javadoc = javadoc;
    sequence.add(this);
    this.stages = new SegmentWriter(scope, segment, conversion, chunkType);
    stages.writeStages();
    this.start = new StartWriter(scope);
  }

  /** Writes the pipeline that gives the chain's chunks. Returns how it is made. */
  static CodeBlock main(SequenceContext sequence) {
    String method = sequence.chain().method().name();
    PipelineScope scope =
        new PipelineScope(
            sequence,
            sequence.typeName(Names.capitalized(method) + "Run"),
            null,
            new LinkedHashSet<>(sequence.schedule().main()));
    int last = sequence.chain().lastStep().index();
    PipelineWriter writer =
        new PipelineWriter(
            scope,
            Segment.whole(sequence.graph(), last),
            sequence.chain().outputConversion(),
            sequence.chain().chunkType(),
            CodeBlock.of("One run of {@code $L}.\n", method));
    writer.start.writeSchedule();
    writer.start.writeSource(writer.stages);
    return writer.creation();
  }

  /**
   * Writes a part that gives the chunks of a segment, and how it is made.
   *
   * @param maker the pipeline that makes it
   * @param source the step whose chunks it gives, or the chain's input
   * @param segment what it runs
   * @param chunks the type of its chunks
   * @param conversion what is done to each chunk
   */
  static CodeBlock part(
      PipelineScope maker, int source, Segment segment, TypeName chunks, Conversion conversion) {
    String kind =
        switch (conversion) {
          case NONE -> "Stream";
          case MESSAGE_TEXT, CHUNK_TEXT -> "Text";
          case TO_PROMPT -> "Prompt";
        };
    String gives =
        conversion.isText()
            ? "Gives the text of each chunk of {@code $L}.\n"
            : "Gives the chunks of {@code $L}.\n";
    PipelineWriter writer =
        new PipelineWriter(
            partScope(maker, source, kind, Set.of()),
            segment,
            conversion,
            chunks,
            CodeBlock.of(gives, maker.sequence().methodName(source)));
    writer.start.writeSource(writer.stages);
    return writer.creation();
  }

  /**
   * Writes a part that computes values, of which the last is its chunk, and how it is made.
   *
   * @param maker the pipeline that makes it
   * @param line the values
   */
  static CodeBlock line(PipelineScope maker, List<Value> line) {
    Value last = line.get(line.size() - 1);
    boolean isWhole = last instanceof Value.WholeOf;
    PipelineWriter writer =
        new PipelineWriter(
            partScope(maker, last.source(), isWhole ? "Whole" : "Value", new LinkedHashSet<>(line)),
            new Segment(new Segment.Source.Single(Optional.of(last)), List.of()),
            Conversion.NONE,
            last.type().box(),
            CodeBlock.of(
                isWhole ? "Computes the whole of {@code $L}.\n" : "Computes {@code $L}.\n",
                maker.sequence().methodName(last.source())));
    writer.start.writeLine(line);
    writer.start.writeSource(writer.stages);
    return writer.creation();
  }

  private static PipelineScope partScope(
      PipelineScope maker, int source, String kind, Set<Value> own) {
    SequenceContext sequence = maker.sequence();
    String name = Names.capitalized(sequence.variable(source)) + kind;
    return new PipelineScope(sequence, sequence.typeName(name), maker, own);
  }

  /** Writes how the pipeline is made: the run in a lambda of its chain, a part by its reader. */
  private CodeBlock creation() {
    List<CodeBlock> arguments = new ArrayList<>();
    PipelineScope maker = scope.maker();
    if (maker != null) {
      arguments.add(CodeBlock.of("this"));
    }
    if (scope.names().usesSteps()) {
      arguments.add(CodeBlock.of("$L", maker == null ? "steps" : maker.names().steps()));
    }
    if (maker == null) {
      arguments.addAll(sequence.isShared() ? List.of(CodeBlock.of("plan")) : List.of());
      arguments.add(CodeBlock.of("$L", sequence.chain().readsStream() ? "chunks" : "input"));
      arguments.addAll(sequence.chain().readsStream() ? List.of(CodeBlock.of("only")) : List.of());
      arguments.add(CodeBlock.of("run"));
    } else {
      scope.captures().forEach(capture -> arguments.add(capture.given().get().code()));
    }
    return CodeBlock.of("$L($L)", sequence.creation(scope.className()), StepCalls.list(arguments));
  }

  // ---- the class

  /** Returns the class. */
  TypeSpec type() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(scope.className())
            .addJavadoc(javadoc)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addTypeVariables(sequence.typeVariables())
            .superclass(stages.pipeline(chunkType));
    if (scope.names().usesSteps()) {
      type.addField(sequence.stepsType(), "steps", Modifier.PRIVATE, Modifier.FINAL);
    }
    for (PipelineScope.Capture capture : scope.usedCaptures()) {
      type.addField(capture.type(), capture.name(), Modifier.PRIVATE, Modifier.FINAL);
    }
    for (FieldSpec field : scope.names().fields()) {
      type.addField(field);
    }
    type.addMethod(constructor());
    type.addMethod(
        MethodSpec.methodBuilder("start")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .addException(Exception.class)
            .addCode(start.code().build())
            .build());
    stages.methods().forEach(type::addMethod);
    stages.emitters().forEach(type::addType);
    return type.build();
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    if (!scope.isMain()) {
      constructor.addParameter(Api.of(Api.CHAIN_PIPELINE, anything()), "reader");
      constructor.addStatement("super(reader)");
    }
    if (scope.names().usesSteps()) {
      constructor.addParameter(sequence.stepsType(), "steps");
    }
    if (scope.isMain() && sequence.isShared()) {
      constructor.addParameter(Api.PLAN, "plan");
    }
    for (PipelineScope.Capture capture : scope.captures()) {
      constructor.addParameter(capture.type(), capture.name());
    }
    if (scope.isMain()) {
      addRun(constructor);
    }
    if (scope.names().usesSteps()) {
      constructor.addStatement("this.steps = steps");
    }
    for (PipelineScope.Capture capture : scope.usedCaptures()) {
      constructor.addStatement("this.$L = $L", capture.name(), capture.name());
    }
    return constructor.build();
  }

  private void addRun(MethodSpec.Builder constructor) {
    boolean readsStream = sequence.chain().readsStream();
    if (readsStream) {
      constructor.addParameter(sequence.chain().inputType(), "only");
    }
    constructor.addParameter(Api.RUN_CONTEXT, "run");
    constructor.addStatement(
        "super($L,$Wrun,$W$L)", sequence.plan(), readsStream ? "only" : inputName());
  }

  private String inputName() {
    return scope.captures().stream()
        .filter(capture -> capture.source() == StepParameter.INPUT)
        .map(PipelineScope.Capture::name)
        .findFirst()
        .orElseThrow();
  }

  private static TypeName anything() {
    return WildcardTypeName.subtypeOf(Object.class);
  }
}
