package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.diagnostic.StepProblems;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.PromptStep;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.model.StepParameter.Role;
import dev.runnel.processor.types.Namesakes;
import dev.runnel.processor.types.Nullness;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  private final ChainClassContext context;
  private final TypeSystem types;
  private final Member member;
  private final Report report = new Report();
  private final List<DeclaredParameter> parameters;
  private final TypeMirror returned;

  private StepReader(ChainClassContext context, Member member) {
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

  /** Reads a method for which {@link #isStep} holds. */
  public static StepReading read(ChainClassContext context, Member member) {
    return new StepReader(context, member).read();
  }

  private StepReading read() {
    List<FoundAnnotation> found = annotations(member).toList();
    checkMethod(found);
    if (report.hasErrors()) {
      return new StepReading(member, Optional.empty(), Optional.empty(), report);
    }
    FoundAnnotation annotation = found.get(0);
    if (member.annotation(Prompt.class) == null) {
      boolean perChunk = member.annotation(StreamingStep.class) != null;
      Optional<DeclaredStep> declared = step(annotation, perChunk).reportTo(report);
      Optional<DeclaredAnswer> answer =
          declared.flatMap(known -> AnswerReader.read(types, member, report));
      Optional<DeclaredStep> step =
          answer.isEmpty() ? declared : declared.map(known -> known.answering(answer.get()));
      return new StepReading(member, step, Optional.empty(), report);
    }
    AnswerReader.read(types, member, report);
    PromptReader reader = new PromptReader(context, member, annotation, parameters);
    Optional<DeclaredStep> step = prompt(annotation).flatMap(reader::checkNames).reportTo(report);
    Optional<PromptStep> prompt = step.flatMap(known -> reader.read().reportTo(report));
    return new StepReading(member, step, prompt, report);
  }

  private void checkMethod(List<FoundAnnotation> found) {
    if (member.isSuspended()) {
      unsupported("it is a suspend function", Member.SUSPENDED_FIX);
      return;
    }
    if (Nullness.mayReturnNull(member.element())) {
      mayGiveNull();
    }
    if (found.size() > 1) {
      unsupported("it has more than one of @Step, @StreamingStep and @Prompt", "Keep one of them.");
    }
    found.forEach(this::checkWords);
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
    PrivateTypes.problem(returned, Position.of(member.element()), "Step '" + member.name() + "'")
        .ifPresent(report::add);
  }

  /** An attribute that may be left out is an array, but only one word can hold. */
  private void checkWords(FoundAnnotation annotation) {
    for (String attribute : List.of("type", "chunks")) {
      if (annotation.values(attribute).size() > 1) {
        unsupported("its '" + attribute + "' says more than one thing", "Keep one of them.");
      }
    }
  }

  private void mayGiveNull() {
    unsupported(
        "it may give null, and null is no chunk", "To give nothing, return an Optional<R>.");
  }

  private void unsupported(String why, String fix) {
    report.add(member.unsupportedStep(why, fix));
  }

  private Result<DeclaredStep> prompt(FoundAnnotation annotation) {
    if (!types.is(returned, TypeNames.CHAT_PROMPT)) {
      return rejected(
          "it has @Prompt and returns " + Words.simple(returned),
          Namesakes.mend(returned).orElse("Return a ChatPrompt."));
    }
    if (!member.isAbstract()) {
      return Result.rejected(
          StepProblems.promptNotAbstract(Position.of(member.element()), member.name()));
    }
    if (parameters.stream().anyMatch(p -> p.form() != null || p.role() == Role.EMITTER)) {
      return rejected(
          "it has @Prompt, and a template has no place for a stream or an Emitter",
          "Take the whole, for example a String.");
    }
    return Result.ok(
        new DeclaredStep(
            member,
            StepKind.PROMPT,
            false,
            parameters,
            Gives.ONE,
            returned,
            null,
            false,
            annotation.run(member, RunType.PROMPT)));
  }

  private Result<DeclaredStep> step(FoundAnnotation annotation, boolean perChunk) {
    boolean takesData = parameters.stream().anyMatch(DeclaredParameter::isData);
    boolean emits = parameters.stream().anyMatch(p -> p.role() == Role.EMITTER);
    if (types.isA(returned, TypeNames.RUNNEL) && !emits && !takesData) {
      return componentReader(annotation, perChunk).component();
    }
    if (types.isA(returned, TypeNames.RUNNEL)) {
      return rejected(
          "it takes data and returns a runnel, which nothing would run",
          "Return a Call: runnel.call(input); or take no data, if it is a component.");
    }
    if (types.isA(returned, TypeNames.TRANSFORMER)) {
      return componentReader(annotation, perChunk).transformer(takesData || emits);
    }
    Optional<String> namesake = Namesakes.mend(returned).filter(mend -> member.isAbstract());
    if (namesake.isPresent()) {
      return rejected(
          "it returns " + Words.simple(returned) + ", which is not Runnel's", namesake.get());
    }
    if (member.isAbstract()) {
      return rejected(
          "it is abstract, and returns no component that could be passed in",
          "Give it a body, or return a component, such as a ChatModel, and take no data.");
    }
    ParameterReader reader = new ParameterReader(context, member, report);
    if (!(reader.request(member.element(), "Step '" + member.name() + "'")
        instanceof ReadRequest.Unsaid)) {
      return rejected(
          "@Input and @From on a method are for components and chains",
          "Put them on the parameter that they are meant for.");
    }
    return emits ? emitting(annotation, perChunk) : returning(annotation, perChunk);
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

  private Result<DeclaredStep> returning(FoundAnnotation annotation, boolean perChunk) {
    if (returned.getKind() == TypeKind.VOID) {
      return rejected("it gives nothing", "Return a value, or take an Emitter<R> out. " + FORMS);
    }
    GivenChunks given = GivenChunks.of(types, returned);
    if (given.chunk() == null) {
      String name = Words.simple(returned);
      return rejected("it returns a raw " + name, "Say of what: " + name + "<R>. " + FORMS);
    }
    if (Nullness.mayBeNull(given.chunk()) && !Nullness.mayReturnNull(member.element())) {
      mayGiveNull();
    }
    return Result.ok(method(annotation, perChunk, given.gives(), given.chunk(), given.whole()));
  }

  private Result<DeclaredStep> emitting(FoundAnnotation annotation, boolean perChunk) {
    if (returned.getKind() != TypeKind.VOID) {
      return rejected(
          "it has an Emitter and returns " + Words.simple(returned),
          "Return void and emit everything, or remove the Emitter.");
    }
    TypeMirror emitted =
        parameters.stream()
            .filter(parameter -> parameter.role() == Role.EMITTER)
            .map(DeclaredParameter::element)
            .findFirst()
            .orElseThrow();
    return Result.ok(method(annotation, perChunk, Gives.EMITTER, emitted, null));
  }

  private DeclaredStep method(
      FoundAnnotation annotation,
      boolean perChunk,
      Gives gives,
      TypeMirror chunk,
      @Nullable TypeMirror whole) {
    return new DeclaredStep(
        member,
        StepKind.METHOD,
        perChunk,
        parameters,
        gives,
        chunk,
        whole,
        false,
        annotation.run(member, RunType.CHAIN));
  }

  private Result<DeclaredStep> rejected(String why, String fix) {
    return Result.rejected(member.unsupportedStep(why, fix));
  }
}
