package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Chain;
import dev.runnel.annotations.RunType;
import dev.runnel.annotations.Streaming;
import dev.runnel.processor.diagnostic.ChainProblems;
import dev.runnel.processor.diagnostic.Position;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.model.ChainForm;
import dev.runnel.processor.model.PublisherFactory;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads a method with {@code @Chain}: its form, its types, and the names of its steps. */
public final class ChainReader {
  private static final String FORMS =
      "A chain takes no parameter and returns TextChain<I>, RunnableSequence<I, C, O>,"
          + " Runnel<I, C, O> or StreamRunnel<T, C, O>; or it takes its input and returns ChunkStream<C>, a"
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

  /** Whether it has schemas where it does not say so itself. */
  private final boolean hasSchemas;

  private final Report report = new Report();
  private final ReadRequest request;

  private ChainReader(ChainClassContext context, Member member, FoundAnnotation annotation) {
    this.types = context.types();
    this.member = member;
    this.annotation = annotation;
    this.returned = member.type().getReturnType();
    this.parameters = member.type().getParameterTypes();
    this.couldBeAbstract = context.isAbstract();
    this.hasSchemas = context.allSchemas();
    this.request = new ParameterReader(context, member, report).requestOfMethod();
  }

  /** Tells whether a method is a chain to generate, or one with a body by mistake. */
  public static boolean isChain(Member member) {
    FoundAnnotation found = member.annotation(Chain.class);
    return found != null && (member.isAbstract() || found.on().equals(member.element()));
  }

  /** Reads a method for which {@link #isChain} holds. */
  public static ChainReading read(ChainClassContext context, Member member) {
    FoundAnnotation annotation = Objects.requireNonNull(member.annotation(Chain.class));
    return new ChainReader(context, member, annotation).read();
  }

  private ChainReading read() {
    checkMethod();
    Optional<DeclaredChain> chain =
        report.hasErrors() ? Optional.empty() : declared().reportTo(report);
    chain.ifPresent(this::checkSteps);
    return new ChainReading(member, request, chain, report);
  }

  private void checkMethod() {
    if (member.isSuspended()) {
      unsupported(
          "it is a suspend function",
          "Remove 'suspend': return a CompletableFuture<O>, on which Kotlin can await().");
      return;
    }
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
    member.type().getThrownTypes().stream()
        .filter(types::isChecked)
        .map(Words::simple)
        .findFirst()
        .ifPresent(
            thrown ->
                unsupported(
                    "it throws " + thrown + ", which never comes out of a chain",
                    "Remove it from 'throws', and catch StepException, whose cause is the checked"
                        + " exception that a step has thrown."));
    Stream.concat(Stream.of(returned), parameters.stream())
        .flatMap(
            type ->
                PrivateTypes.problem(type, position(), "Chain '" + member.name() + "'").stream())
        .findFirst()
        .ifPresent(report::add);
  }

  private void checkSteps(DeclaredChain chain) {
    if (chain.steps().isEmpty() && annotation.values("value").isEmpty()) {
      report.add(ChainProblems.emptyChain(annotation.position("value"), member.name()));
    }
  }

  private Result<DeclaredChain> declared() {
    if (parameters.isEmpty()) {
      return runnel();
    }
    VariableElement parameter = member.element().getParameters().get(0);
    if (types.isA(returned, TypeNames.RUNNEL)) {
      return rejected(
          "it takes its input and returns a runnel, which takes the input itself",
          "Remove the parameter '" + parameter.getSimpleName() + "'.");
    }
    if (types.is(parameters.get(0), TypeNames.CHUNK_STREAM)
        || types.isA(parameters.get(0), TypeNames.FLOW_PUBLISHER)
        || types.isA(parameters.get(0), TypeNames.RS_PUBLISHER)) {
      return rejected(
          "a plain call cannot take a stream",
          "Declare a StreamRunnel<T, C, O> without a parameter, and call its transform.");
    }
    return plainCall(types.boxed(parameters.get(0)));
  }

  private Result<DeclaredChain> runnel() {
    ChainForm form = runnelForm();
    if (form == null) {
      return rejected("it takes nothing and returns " + Words.simple(returned), FORMS);
    }
    if (((DeclaredType) returned).getTypeArguments().isEmpty()) {
      String name = Words.simple(returned);
      return rejected(
          "it returns a raw " + name,
          form == ChainForm.TEXT_CHAIN
              ? "Say what it takes: " + name + "<I>."
              : "Say what it takes, streams and gives: " + name + "<I, C, O>.");
    }
    List<? extends TypeMirror> arguments =
        Objects.requireNonNull(types.as(returned, TypeNames.RUNNEL)).getTypeArguments();
    TypeMirror input = types.taken(arguments.get(0));
    if (input == null) {
      return rejected("its input is " + Words.simple(arguments.get(0)), "Say what type it takes.");
    }
    return declared(
        form,
        null,
        new DeclaredChain.Types(
            input, types.given(arguments.get(1)), types.given(arguments.get(2))));
  }

  private @Nullable ChainForm runnelForm() {
    if (types.is(returned, TypeNames.TEXT_CHAIN)) {
      return ChainForm.TEXT_CHAIN;
    }
    if (types.is(returned, TypeNames.RUNNABLE_SEQUENCE)) {
      return ChainForm.SEQUENCE;
    }
    if (types.is(returned, TypeNames.RUNNEL)) {
      return ChainForm.RUNNEL;
    }
    return types.is(returned, TypeNames.STREAM_RUNNEL)
            || types.is(returned, TypeNames.STREAM_SEQUENCE)
        ? ChainForm.STREAM_RUNNEL
        : null;
  }

  private Result<DeclaredChain> plainCall(TypeMirror input) {
    if (returned.getKind() == TypeKind.VOID) {
      return rejected("it returns nothing", "Return what the chain gives. " + FORMS);
    }
    if (OTHER_STREAMS.stream().anyMatch(stream -> types.is(returned, stream))) {
      return rejected(
          "it returns " + Words.simple(returned),
          "Return a ChunkStream, which is an Iterator and an Iterable and has toJavaStream(). "
              + FORMS);
    }
    ChainForm form = plainForm();
    TypeMirror argument = form == ChainForm.WHOLE ? types.boxed(returned) : argument(form);
    if (argument == null) {
      String name = Words.simple(returned);
      return rejected("it returns a raw " + name, "Say of what: " + name + "<...>.");
    }
    if (form == ChainForm.WHOLE || form == ChainForm.FUTURE) {
      return declared(form, null, new DeclaredChain.Types(input, null, argument));
    }
    DeclaredChain.Types streamed = new DeclaredChain.Types(input, argument, null);
    if (form == ChainForm.CHUNK_STREAM
        || types.is(returned, TypeNames.FLOW_PUBLISHER)
        || types.is(returned, TypeNames.RS_PUBLISHER)) {
      return declared(form, null, streamed);
    }
    return PublisherFactories.of(types, returned)
        .map(factory -> declared(form, factory, streamed))
        .orElseGet(
            () ->
                rejected(
                    "it is not known how to make a " + Words.simple(returned) + " of many chunks",
                    FORMS));
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

  private Result<DeclaredChain> declared(
      ChainForm form, @Nullable PublisherFactory factory, DeclaredChain.Types typesOfChain) {
    String collect = annotation.text("collect");
    return Result.ok(
        new DeclaredChain(
            member,
            form,
            factory,
            typesOfChain,
            request,
            WrittenName.in(annotation, "value"),
            collect.isEmpty() ? null : new WrittenName(collect, annotation.position("collect")),
            streams(),
            annotation.run(member, RunType.CHAIN),
            schemas()));
  }

  private DeclaredChain.SchemaWish schemas() {
    Boolean own = annotation.flag("schemas");
    if (own == null) {
      return hasSchemas ? DeclaredChain.SchemaWish.WHERE_THERE_ARE : DeclaredChain.SchemaWish.NONE;
    }
    return own ? DeclaredChain.SchemaWish.ALWAYS : DeclaredChain.SchemaWish.NONE;
  }

  /** Reads a wish that the compiler itself complains of as the default. */
  private Streaming streams() {
    String wish = annotation.constant("streams");
    return Stream.of(Streaming.values())
        .filter(each -> each.name().equals(wish))
        .findFirst()
        .orElse(Streaming.PREFERRED);
  }

  private Position position() {
    return Position.of(member.element());
  }

  private void unsupported(String why, String fix) {
    report.add(member.unsupportedChain(why, fix));
  }

  private Result<DeclaredChain> rejected(String why, String fix) {
    return Result.rejected(member.unsupportedChain(why, fix));
  }
}
