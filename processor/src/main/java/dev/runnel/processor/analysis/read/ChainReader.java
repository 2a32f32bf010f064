package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Chain;
import dev.runnel.processor.analysis.check.ChainClassCheck;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.ClassProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.PublisherFactory;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads a method with {@code @Chain}: its form, its types, and the names of its steps. */
public final class ChainReader {
  private static final String FORMS =
      "A chain takes no parameter and returns RunnableSequence<I, C, O>, Runnel<I, C, O> or"
          + " StreamRunnel<T, C, O>; or it takes its input and returns ChunkStream<C>, a"
          + " Publisher<C>, CompletableFuture<O> or O.";

  private static final Set<String> OTHER_STREAMS =
      Set.of(TypeNames.ITERATOR, TypeNames.ITERABLE, TypeNames.JDK_STREAM);

  private final TypeSystem types;
  private final Member member;
  private final FoundAnnotation annotation;
  private final TypeMirror returned;
  private final List<? extends TypeMirror> parameters;

  /** Whether the class may have abstract methods; if not, that alone is said. */
  private final boolean couldBeAbstract;

  private final Report report = new Report();

  private ChainReader(AnalysisContext context, Member member, FoundAnnotation annotation) {
    this.types = context.types();
    this.member = member;
    this.annotation = annotation;
    this.returned = member.type().getReturnType();
    this.parameters = member.type().getParameterTypes();
    this.couldBeAbstract = ChainClassCheck.isAbstract(context.chainClass());
  }

  /** Tells whether a method is a chain to generate, or one with a body by mistake. */
  public static boolean isChain(Member member) {
    FoundAnnotation found = member.annotation(Chain.class);
    return found != null && (member.isAbstract() || found.on().equals(member.element()));
  }

  public static ChainReading read(AnalysisContext context, Member member) {
    FoundAnnotation annotation = Objects.requireNonNull(member.annotation(Chain.class));
    ChainReader reader = new ChainReader(context, member, annotation);
    reader.checkMethod();
    ChainSignature signature = reader.report.hasErrors() ? null : reader.signature();
    if (signature != null) {
      reader.checkSteps(signature);
    }
    return new ChainReading(member, signature, reader.report);
  }

  private void checkMethod() {
    if (!member.isAbstract() && couldBeAbstract) {
      report.add(ChainProblems.chainNotAbstract(position(), member.name()));
    }
    if (StepReader.isStep(member)) {
      unsupported("it is a step as well", "Keep @Chain: a chain is a step of others by itself.");
    }
    if (!member.element().getTypeParameters().isEmpty()) {
      unsupported(
          "it has type parameters, and its class is made once for all of them",
          "Move them to the class.");
    }
    if (parameters.size() > 1) {
      unsupported("it has more than one parameter", "Take one, such as a record. " + FORMS);
    }
    Stream.concat(Stream.of(returned), parameters.stream())
        .flatMap(type -> PrivateTypes.in(type).stream())
        .findFirst()
        .ifPresent(
            hidden ->
                report.add(
                    ClassProblems.privateType(
                        position(),
                        "Chain '" + member.name() + "'",
                        hidden.getSimpleName().toString())));
  }

  private void checkSteps(ChainSignature signature) {
    if (signature.steps().isEmpty() && annotation.values("value").isEmpty()) {
      report.add(ChainProblems.emptyChain(annotation.position("value"), member.name()));
    }
  }

  private @Nullable ChainSignature signature() {
    if (parameters.isEmpty()) {
      return runnel();
    }
    VariableElement parameter = member.element().getParameters().get(0);
    if (types.isA(returned, TypeNames.RUNNEL)) {
      return unsupported(
          "it takes its input and returns a runnel, which takes the input itself",
          "Remove the parameter '" + parameter.getSimpleName() + "'.");
    }
    if (types.is(parameters.get(0), TypeNames.CHUNK_STREAM)
        || types.isA(parameters.get(0), TypeNames.FLOW_PUBLISHER)
        || types.isA(parameters.get(0), TypeNames.RS_PUBLISHER)) {
      return unsupported(
          "a plain call cannot take a stream",
          "Declare a StreamRunnel<T, C, O> without a parameter, and call its transform.");
    }
    return plainCall(types.boxed(parameters.get(0)));
  }

  private @Nullable ChainSignature runnel() {
    ChainForm form = runnelForm();
    if (form == null) {
      return unsupported("it takes nothing and returns " + Words.simple(returned), FORMS);
    }
    List<? extends TypeMirror> arguments = ((DeclaredType) returned).getTypeArguments();
    if (arguments.isEmpty()) {
      return unsupported(
          "it returns a raw " + Words.simple(returned),
          "Say what it takes, streams and gives: " + Words.simple(returned) + "<I, C, O>.");
    }
    TypeMirror input = types.taken(arguments.get(0));
    if (input == null) {
      return unsupported(
          "its input is " + Words.simple(arguments.get(0)), "Say what type it takes.");
    }
    return signature(
        form, null, input, types.given(arguments.get(1)), types.given(arguments.get(2)));
  }

  private @Nullable ChainForm runnelForm() {
    if (types.is(returned, TypeNames.RUNNABLE_SEQUENCE)) {
      return ChainForm.SEQUENCE;
    }
    if (types.is(returned, TypeNames.RUNNEL)) {
      return ChainForm.RUNNEL;
    }
    return types.is(returned, TypeNames.STREAM_RUNNEL) ? ChainForm.STREAM_RUNNEL : null;
  }

  private @Nullable ChainSignature plainCall(TypeMirror input) {
    if (returned.getKind() == TypeKind.VOID) {
      return unsupported("it returns nothing", "Return what the chain gives. " + FORMS);
    }
    if (OTHER_STREAMS.stream().anyMatch(stream -> types.is(returned, stream))) {
      return unsupported(
          "it returns " + Words.simple(returned),
          "Return a ChunkStream, which is an Iterator and an Iterable and has stream(). " + FORMS);
    }
    ChainForm form = plainForm();
    TypeMirror argument = form == ChainForm.WHOLE ? types.boxed(returned) : argument(form);
    if (argument == null) {
      String name = Words.simple(returned);
      return unsupported("it returns a raw " + name, "Say of what: " + name + "<...>.");
    }
    if (form == ChainForm.WHOLE || form == ChainForm.FUTURE) {
      return signature(form, null, input, null, argument);
    }
    PublisherFactory factory = null;
    if (form != ChainForm.CHUNK_STREAM
        && !types.is(returned, TypeNames.FLOW_PUBLISHER)
        && !types.is(returned, TypeNames.RS_PUBLISHER)) {
      factory = PublisherFactories.of(types, returned).orElse(null);
      if (factory == null) {
        return unsupported(
            "it is not known how to make a " + Words.simple(returned) + " of many chunks", FORMS);
      }
    }
    return signature(form, factory, input, argument, null);
  }

  private ChainForm plainForm() {
    if (types.is(returned, TypeNames.CHUNK_STREAM)) {
      return ChainForm.CHUNK_STREAM;
    }
    if (types.isA(returned, TypeNames.FLOW_PUBLISHER)) {
      return ChainForm.FLOW_PUBLISHER;
    }
    if (types.isA(returned, TypeNames.RS_PUBLISHER)) {
      return ChainForm.RS_PUBLISHER;
    }
    return types.is(returned, TypeNames.COMPLETABLE_FUTURE)
            || types.is(returned, TypeNames.COMPLETION_STAGE)
        ? ChainForm.FUTURE
        : ChainForm.WHOLE;
  }

  private @Nullable TypeMirror argument(ChainForm form) {
    DeclaredType view =
        types.as(
            returned,
            switch (form) {
              case CHUNK_STREAM -> TypeNames.CHUNK_STREAM;
              case FLOW_PUBLISHER -> TypeNames.FLOW_PUBLISHER;
              case RS_PUBLISHER -> TypeNames.RS_PUBLISHER;
              default -> TypeNames.COMPLETION_STAGE;
            });
    return view == null || view.getTypeArguments().isEmpty()
        ? null
        : types.given(view.getTypeArguments().get(0));
  }

  private ChainSignature signature(
      ChainForm form,
      @Nullable PublisherFactory factory,
      TypeMirror input,
      @Nullable TypeMirror chunk,
      @Nullable TypeMirror whole) {
    List<ChainSignature.StepName> steps =
        annotation.values("value").stream().flatMap(this::stepName).toList();
    return new ChainSignature(member, annotation, form, factory, input, chunk, whole, steps);
  }

  /** Skips what the compiler itself complains of, such as a constant that does not exist. */
  private Stream<ChainSignature.StepName> stepName(AnnotationValue value) {
    return value.getValue() instanceof String name && !name.equals("<error>")
        ? Stream.of(new ChainSignature.StepName(name, annotation.position(value)))
        : Stream.empty();
  }

  private Position position() {
    return Position.of(member.element());
  }

  private @Nullable ChainSignature unsupported(String why, String fix) {
    report.add(ChainProblems.unsupportedChain(position(), member.name(), why, fix));
    return null;
  }
}
