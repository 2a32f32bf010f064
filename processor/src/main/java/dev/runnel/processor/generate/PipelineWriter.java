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

/** Writes pipeline classes: the main one of a chain, and its parts. */
final class PipelineWriter {
  private final PipelineScope scope;
  private final SequenceContext sequence;
  private final TypeName chunkType;

  private PipelineWriter(PipelineScope scope, TypeName chunkType) {
    this.scope = scope;
    this.sequence = scope.sequence();
    this.chunkType = chunkType;
  }

  /** Writes the pipeline that gives the chain's chunks. Returns its name and what it is given. */
  static PipelineScope main(SequenceContext sequence) {
    int place = sequence.reserve();
    PipelineScope scope =
        new PipelineScope(
            sequence,
            sequence.typeName("Chunks"),
            null,
            new LinkedHashSet<>(sequence.schedule().main()));
    int last = sequence.chain().lastStep().index();
    SegmentWriter stages =
        new SegmentWriter(
            scope, Segment.whole(sequence.graph(), last), sequence.chain().outputConversion());
    stages.writeStages();
    StartWriter start = new StartWriter(scope);
    start.writeSchedule();
    start.writeSource(stages);
    PipelineWriter writer = new PipelineWriter(scope, sequence.chain().chunkType());
    CodeBlock javadoc = CodeBlock.of("Gives the chunks of one run.\n");
    sequence.fill(place, writer.type(javadoc, start.code().build(), stages));
    return scope;
  }

  /**
   * Writes a part that gives the chunks of a segment, and how it is made.
   *
   * @param maker the pipeline that makes it
   * @param name a name for it
   * @param segment what it runs
   * @param chunks the type of its chunks
   * @param conversion what is done to each chunk
   */
  static CodeBlock part(
      PipelineScope maker, String name, Segment segment, TypeName chunks, Conversion conversion) {
    SequenceContext sequence = maker.sequence();
    int place = sequence.reserve();
    PipelineScope scope = new PipelineScope(sequence, sequence.typeName(name), maker, Set.of());
    SegmentWriter stages = new SegmentWriter(scope, segment, conversion);
    stages.writeStages();
    StartWriter start = new StartWriter(scope);
    start.writeSource(stages);
    CodeBlock javadoc =
        CodeBlock.of("Gives the chunks of {@code $L}.\n", sequence.methodName(segment.last()));
    sequence.fill(
        place, new PipelineWriter(scope, chunks).type(javadoc, start.code().build(), stages));
    return creation(scope);
  }

  /**
   * Writes a part that computes values, of which the last is its chunk, and how it is made.
   *
   * @param maker the pipeline that makes it
   * @param line the values
   */
  static CodeBlock line(PipelineScope maker, List<Value> line) {
    SequenceContext sequence = maker.sequence();
    Value last = line.get(line.size() - 1);
    int place = sequence.reserve();
    String name =
        sequence.typeName(SequenceContext.capitalized(sequence.variable(last.source())) + "Part");
    PipelineScope scope = new PipelineScope(sequence, name, maker, new LinkedHashSet<>(line));
    Segment segment = new Segment(new Segment.Source.Single(Optional.of(last)), List.of());
    SegmentWriter stages = new SegmentWriter(scope, segment, Conversion.NONE);
    stages.writeStages();
    StartWriter start = new StartWriter(scope);
    start.writeLine(line);
    start.writeSource(stages);
    CodeBlock javadoc =
        CodeBlock.of(
            last instanceof Value.OfStep
                ? "Computes {@code $L}.\n"
                : "Computes the whole of {@code $L}.\n",
            sequence.methodName(last.source()));
    sequence.fill(
        place,
        new PipelineWriter(scope, last.type().box()).type(javadoc, start.code().build(), stages));
    return creation(scope);
  }

  private static CodeBlock creation(PipelineScope scope) {
    List<CodeBlock> arguments = new ArrayList<>();
    arguments.add(CodeBlock.of("this"));
    arguments.add(CodeBlock.of("steps"));
    scope.captures().forEach(capture -> arguments.add(capture.given().get()));
    return CodeBlock.of(
        "$L($L)", scope.sequence().creation(scope.className()), StepCalls.list(arguments));
  }

  // ---- the class

  private TypeSpec type(CodeBlock javadoc, CodeBlock start, SegmentWriter stages) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(scope.className())
            .addJavadoc(javadoc)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addTypeVariables(sequence.typeVariables())
            .superclass(stages.pipeline(chunkType));
    boolean calls = usesSteps(start, stages);
    if (calls) {
      type.addField(sequence.stepsType(), "steps", Modifier.PRIVATE, Modifier.FINAL);
    }
    for (PipelineScope.Capture capture : scope.usedCaptures()) {
      type.addField(capture.type(), capture.name(), Modifier.PRIVATE, Modifier.FINAL);
    }
    for (FieldSpec field : scope.fields()) {
      type.addField(field);
    }
    type.addMethod(constructor(calls));
    type.addMethod(
        MethodSpec.methodBuilder("start")
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PROTECTED)
            .addException(Exception.class)
            .addCode(start)
            .build());
    stages.methods().forEach(type::addMethod);
    stages.emitters().forEach(type::addType);
    return type.build();
  }

  /** Tells whether a pipeline needs the chain class: to call a step, or to pass it on. */
  private static boolean usesSteps(CodeBlock start, SegmentWriter stages) {
    String code = start + " " + stages.methods() + " " + stages.emitters();
    return code.contains("steps");
  }

  private MethodSpec constructor(boolean calls) {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    CodeBlock.Builder assignments = CodeBlock.builder();
    if (scope.isMain()) {
      constructor.addParameter(sequence.stepsType(), "steps");
      if (sequence.isShared()) {
        constructor.addParameter(Api.PLAN, "plan");
      }
      constructor.addParameter(Api.RUN_CONTEXT, "run");
    } else {
      constructor.addParameter(Api.of(Api.CHAIN_PIPELINE, anything()), "reader");
      constructor.addParameter(sequence.stepsType(), "steps");
    }
    if (calls) {
      assignments.addStatement("this.steps = steps");
    }
    for (PipelineScope.Capture capture : scope.captures()) {
      constructor.addParameter(capture.type(), capture.name());
    }
    for (PipelineScope.Capture capture : scope.usedCaptures()) {
      assignments.addStatement("this.$L = $L", capture.name(), capture.name());
    }
    if (!scope.isMain()) {
      constructor.addStatement("super(reader)");
    } else if (sequence.chain().readsStream()) {
      constructor.addParameter(Object.class, "only");
      constructor.addStatement("super(PLAN,$Wrun,$Wonly)");
    } else {
      constructor.addStatement("super($L,$Wrun,$W$L)", sequence.plan(), inputName());
    }
    return constructor.addCode(assignments.build()).build();
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
