package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.StepProblems;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.PromptStep;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter.Role;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads a method that is annotated as a step: what it takes, and what it gives. */
public final class StepReader {
  private static final String FORMS =
      "A step takes a whole (@Step R m(P whole)), each chunk (@StreamingStep R m(T chunk)) or a"
          + " stream (R m(ChunkStream<T> chunks)), and returns R, Optional<R>, a stream, iterator or"
          + " publisher of R, CompletionStage<R> or Call<R, O>, or is void with an Emitter<R> out.";

  private final AnalysisContext context;
  private final TypeSystem types;
  private final Member member;
  private final Report report = new Report();
  private final List<ParameterDeclaration> parameters;
  private final TypeMirror returned;

  private StepReader(AnalysisContext context, Member member) {
    this.context = context;
    this.types = context.types();
    this.member = member;
    this.parameters = new ParameterReader(context, member, report).read();
    this.returned = member.type().getReturnType();
  }

  /** Tells whether a method is annotated as a step. */
  public static boolean isStep(Member member) {
    return annotations(member).findAny().isPresent();
  }

  private static Stream<FoundAnnotation> annotations(Member member) {
    return Stream.of(Step.class, StreamingStep.class, Prompt.class)
        .map(member::annotation)
        .flatMap(Stream::ofNullable);
  }

  public static StepReading read(AnalysisContext context, Member member) {
    return new StepReader(context, member).read();
  }

  private StepReading read() {
    List<FoundAnnotation> found = annotations(member).toList();
    checkMethod(found);
    PromptStep prompt = null;
    StepDeclaration declaration = null;
    if (!report.hasErrors()) {
      FoundAnnotation annotation = found.get(0);
      if (member.annotation(Prompt.class) != null) {
        declaration = prompt(annotation);
        if (declaration != null) {
          PromptReader reader = new PromptReader(context, member, annotation, parameters, report);
          declaration = reader.isWithoutNames() ? null : declaration;
          prompt = declaration == null ? null : reader.read();
        }
      } else {
        declaration = step(annotation, member.annotation(StreamingStep.class) != null);
      }
    }
    return new StepReading(member, declaration, prompt, report);
  }

  private void checkMethod(List<FoundAnnotation> found) {
    if (found.size() > 1) {
      unsupported("it has more than one of @Step, @StreamingStep and @Prompt", "Keep one of them.");
    }
    if (member.has(Modifier.PRIVATE)) {
      report.add(StepProblems.privateStep(Position.of(member.element()), member.name()));
    }
    if (member.has(Modifier.STATIC)) {
      unsupported("it is static", "Remove 'static': steps are called on the instance.");
    }
    if (!member.element().getTypeParameters().isEmpty()) {
      unsupported(
          "it has type parameters, and nothing says what they are in a chain",
          "Move them to " + context.className() + ", or write the types.");
    }
    if (member.element().isVarArgs()) {
      unsupported("its last parameter is variable", "Take a List or an array.");
    }
    if (parameters.stream().filter(parameter -> parameter.role() == Role.EMITTER).count() > 1) {
      unsupported("it has more than one Emitter", "Keep one of them.");
    }
    if (parameters.stream().filter(parameter -> parameter.form() != null).count() > 1) {
      unsupported(
          "it takes more than one stream, and only one can set its pace",
          "Take the whole of all but one.");
    }
    PrivateTypes.in(returned)
        .ifPresent(
            hidden ->
                report.add(
                    ClassProblems.privateType(
                        Position.of(member.element()),
                        "Step '" + member.name() + "'",
                        hidden.getSimpleName().toString())));
  }

  private @Nullable StepDeclaration prompt(FoundAnnotation annotation) {
    if (!types.is(returned, TypeNames.CHAT_PROMPT)) {
      return unsupported(
          "it has @Prompt and returns " + Words.simple(returned), "Return a ChatPrompt.");
    }
    if (!member.isAbstract()) {
      report.add(StepProblems.promptNotAbstract(Position.of(member.element()), member.name()));
      return null;
    }
    if (parameters.stream().anyMatch(p -> p.form() != null || p.role() == Role.EMITTER)) {
      return unsupported(
          "it has @Prompt, and a template has no place for a stream or an Emitter",
          "Take the whole, for example a String.");
    }
    return declaration(annotation, StepKind.PROMPT, false, Gives.ONE, returned, RunType.PROMPT);
  }

  private @Nullable StepDeclaration step(FoundAnnotation annotation, boolean perChunk) {
    boolean takesData = parameters.stream().anyMatch(ParameterDeclaration::isData);
    boolean emits = parameters.stream().anyMatch(p -> p.role() == Role.EMITTER);
    if (types.isA(returned, TypeNames.RUNNEL) && !emits && !takesData) {
      return componentReader(annotation, perChunk).component();
    }
    if (types.isA(returned, TypeNames.RUNNEL)) {
      return unsupported(
          "it takes data and returns a runnel, which nothing would run",
          "Return a Call: runnel.on(input); or take no data, if it is a component.");
    }
    if (types.isA(returned, TypeNames.TRANSFORMER)) {
      return componentReader(annotation, perChunk).transformer(takesData || emits);
    }
    if (member.isAbstract()) {
      return unsupported(
          "it is abstract, and returns no component that could be passed in",
          "Give it a body, or return a component, such as a ChatModel, and take no data.");
    }
    ParameterReader reader = new ParameterReader(context, member, report);
    if (!(reader.request(member.element(), "Step '" + member.name() + "'")
        instanceof ReadRequest.Unsaid)) {
      return unsupported(
          "@Input and @From on a method are for components and chains",
          "Put them on the parameter that they are meant for.");
    }
    return method(annotation, perChunk, emits);
  }

  private ComponentReader componentReader(FoundAnnotation annotation, boolean perChunk) {
    return new ComponentReader(
        context,
        member,
        annotation,
        perChunk,
        parameters.stream().anyMatch(p -> p.role() == Role.CONTEXT),
        report);
  }

  private @Nullable StepDeclaration method(
      FoundAnnotation annotation, boolean perChunk, boolean emits) {
    if (emits) {
      return emitting(annotation, perChunk);
    }
    if (returned.getKind() == TypeKind.VOID) {
      return unsupported("it gives nothing", "Return a value, or take an Emitter<R> out. " + FORMS);
    }
    GivenChunks given = GivenChunks.of(types, returned);
    if (given.chunk() == null) {
      String name = Words.simple(returned);
      return unsupported("it returns a raw " + name, "Say of what: " + name + "<R>. " + FORMS);
    }
    StepDeclaration step =
        declaration(
            annotation,
            StepKind.METHOD,
            perChunk,
            given.gives(),
            given.chunk(),
            runType(annotation, RunType.CHAIN));
    return given.whole() == null ? step : withWhole(step, given.whole());
  }

  private @Nullable StepDeclaration emitting(FoundAnnotation annotation, boolean perChunk) {
    if (returned.getKind() != TypeKind.VOID) {
      return unsupported(
          "it has an Emitter and returns " + Words.simple(returned),
          "Return void and emit everything, or remove the Emitter.");
    }
    TypeMirror emitted =
        parameters.stream()
            .filter(parameter -> parameter.role() == Role.EMITTER)
            .map(ParameterDeclaration::element)
            .findFirst()
            .orElseThrow();
    return declaration(
        annotation,
        StepKind.METHOD,
        perChunk,
        Gives.EMITTER,
        emitted,
        runType(annotation, RunType.CHAIN));
  }

  private StepDeclaration declaration(
      FoundAnnotation annotation,
      StepKind kind,
      boolean perChunk,
      Gives gives,
      TypeMirror chunk,
      @Nullable RunType type) {
    String name = annotation.text("name");
    return new StepDeclaration(
        member,
        kind,
        perChunk,
        parameters,
        gives,
        chunk,
        null,
        false,
        annotation.flag("cumulative"),
        name.isEmpty() ? member.name() : name,
        type,
        annotation.texts("tags"));
  }

  private static StepDeclaration withWhole(StepDeclaration step, TypeMirror whole) {
    return new StepDeclaration(
        step.member(),
        step.kind(),
        step.perChunk(),
        step.parameters(),
        step.gives(),
        step.chunk(),
        whole,
        step.single(),
        step.cumulative(),
        step.runName(),
        step.type(),
        step.tags());
  }

  /** Reads the type that an annotation gives, else what is known otherwise. */
  static @Nullable RunType runType(FoundAnnotation annotation, @Nullable RunType otherwise) {
    List<AnnotationValue> given = annotation.values("type");
    String name = given.isEmpty() ? null : FoundAnnotation.constant(given.get(0));
    return name == null ? otherwise : RunType.valueOf(name);
  }

  private @Nullable StepDeclaration unsupported(String why, String fix) {
    report.add(
        StepProblems.unsupportedStep(Position.of(member.element()), member.name(), why, fix));
    return null;
  }
}
