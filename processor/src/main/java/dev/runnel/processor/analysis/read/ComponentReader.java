package dev.runnel.processor.analysis.read;

import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chunks;
import dev.runnel.annotations.Remember;
import dev.runnel.annotations.RunType;
import dev.runnel.processor.diagnostic.AgentProblems;
import dev.runnel.processor.diagnostic.Report;
import dev.runnel.processor.diagnostic.Result;
import dev.runnel.processor.model.Gives;
import dev.runnel.processor.model.RunTraits;
import dev.runnel.processor.model.StepKind;
import dev.runnel.processor.types.TypeNames;
import dev.runnel.processor.types.TypeSystem;
import dev.runnel.processor.types.Words;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads a method that returns a component or a transformer. */
final class ComponentReader {
  private static final String CUMULATIVE = "dev.runnel.annotations.Cumulative";

  private static final Map<String, RunType> RUN_TYPES =
      Map.of(
          TypeNames.CHAT_MODEL, RunType.CHAT_MODEL,
          TypeNames.RETRIEVER, RunType.RETRIEVER,
          TypeNames.TOOL, RunType.TOOL,
          TypeNames.CHAT_PROMPT_TEMPLATE, RunType.PROMPT);

  /** Components that give their whole as one chunk. */
  private static final List<String> SINGLE =
      List.of(TypeNames.RETRIEVER, TypeNames.CHAT_PROMPT_TEMPLATE);

  private final ChainClassContext context;
  private final TypeSystem types;
  private final Member member;
  private final FoundAnnotation annotation;
  private final boolean perChunk;
  private final boolean takesContext;
  private final Report report;
  private final TypeMirror returned;

  ComponentReader(
      ChainClassContext context,
      Member member,
      FoundAnnotation annotation,
      boolean perChunk,
      boolean takesContext,
      Report report) {
    this.context = context;
    this.types = context.types();
    this.member = member;
    this.annotation = annotation;
    this.perChunk = perChunk;
    this.takesContext = takesContext;
    this.report = report;
    this.returned = member.type().getReturnType();
  }

  /** Reads what gives a runnel. */
  Result<DeclaredStep> component() {
    DeclaredType runnel = types.as(returned, TypeNames.RUNNEL);
    if (runnel == null || runnel.getTypeArguments().size() < 3) {
      return rejected(
          "it returns a raw " + Words.simple(returned),
          "Say what it takes, streams and gives, such as Runnel<String, String, String>.");
    }
    TypeMirror input = types.taken(runnel.getTypeArguments().get(0));
    if (input == null) {
      return rejected(
          "the input of its "
              + Words.simple(returned)
              + " is "
              + Words.simple(runnel.getTypeArguments().get(0))
              + ", so nothing can be passed to it",
          "Say what it takes.");
    }
    if (takesContext) {
      return rejected(
          "a component is made once for all runs, so it can take no RunContext",
          "Remove the parameter.");
    }
    FoundAnnotation agent = member.annotation(Agent.class);
    if (agent != null) {
      return agent(agent, input);
    }
    return declared(
        kind(),
        input,
        types.given(runnel.getTypeArguments().get(1)),
        types.given(runnel.getTypeArguments().get(2)),
        runType());
  }

  /** Reads a model that is to call tools: it gives what its agent gives. */
  private Result<DeclaredStep> agent(FoundAnnotation agent, TypeMirror input) {
    if (!types.isA(returned, TypeNames.CHAT_MODEL)) {
      return rejected(
          "it has @Agent, but " + Words.simple(returned) + " is no model that could call tools",
          "Return a ChatModel, or remove @Agent.");
    }
    TypeElement chunk = types.find(TypeNames.AGENT_CHUNK);
    TypeElement answer = types.find(TypeNames.AGENT_ANSWER);
    if (chunk == null || answer == null) {
      return Result.rejected(AgentProblems.missingAgents(agent.position(), member.name()));
    }
    return declared(StepKind.COMPONENT, input, chunk.asType(), answer.asType(), RunType.CHAIN)
        .map(
            step ->
                step.calling(AgentReader.read(context, member, agent, step.run().name(), report)));
  }

  private StepKind kind() {
    if (types.isA(returned, TypeNames.TRANSFORMER_RUNNEL)) {
      return StepKind.TRANSFORMER_COMPONENT;
    }
    return types.isA(returned, TypeNames.STREAM_RUNNEL)
        ? StepKind.STREAM_COMPONENT
        : StepKind.COMPONENT;
  }

  /** Reads what gives a transformer. */
  Result<DeclaredStep> transformer(boolean takesData) {
    DeclaredType transformer = types.as(returned, TypeNames.TRANSFORMER);
    if (transformer == null || transformer.getTypeArguments().size() < 2) {
      return rejected("it returns a raw Transformer", "Write Transformer<T, R>.");
    }
    TypeMirror input = types.taken(transformer.getTypeArguments().get(0));
    if (input == null) {
      return rejected("nothing says which chunks it reads", "Write Transformer<T, R>.");
    }
    if (takesData) {
      return rejected(
          "a Transformer gets its chunks by onChunk, so its method can take no data",
          "Remove the parameters, or write a @StreamingStep that takes the chunk.");
    }
    if (member.isAbstract()) {
      return rejected(
          "it is abstract, and a Transformer is made anew for each run",
          "Give it a body, or return a TransformerRunnel, which is shared by all runs.");
    }
    if (!perChunk) {
      return rejected(
          "a Transformer reads chunk by chunk", "Annotate it with @StreamingStep, not @Step.");
    }
    return declared(
        StepKind.TRANSFORMER_METHOD,
        input,
        types.given(transformer.getTypeArguments().get(1)),
        null,
        RunType.CHAIN);
  }

  private Result<DeclaredStep> declared(
      StepKind kind,
      TypeMirror input,
      TypeMirror chunk,
      @Nullable TypeMirror whole,
      @Nullable RunType type) {
    ReadRequest request = new ParameterReader(context, member, report).requestOfMethod();
    RunTraits run = annotation.run(member, type);
    return Result.ok(
        new DeclaredStep(
            member,
            kind,
            perChunk,
            List.of(DeclaredParameter.input(member, input, request)),
            Gives.COMPONENT,
            chunk,
            whole,
            SINGLE.stream().anyMatch(single -> types.isA(returned, single)),
            run.chunks() == null && isCumulative(types.classOf(returned))
                ? run.withChunks(Chunks.CUMULATIVE)
                : run));
  }

  private @Nullable RunType runType() {
    if (member.isAnnotated(Remember.class)) {
      return RunType.CHAIN; // the component's own run is below the one that remembers
    }
    for (Map.Entry<String, RunType> known : RUN_TYPES.entrySet()) {
      if (types.isA(returned, known.getKey())) {
        return known.getValue();
      }
    }
    TypeElement type = types.classOf(returned);
    boolean parser =
        type != null && type.getQualifiedName().toString().startsWith(TypeNames.PARSERS);
    return parser ? RunType.PARSER : null;
  }

  private boolean isCumulative(@Nullable TypeElement type) {
    if (type == null) {
      return false;
    }
    if (FoundAnnotation.find(type, CUMULATIVE) != null
        || isCumulative(types.classOf(type.getSuperclass()))) {
      return true;
    }
    return type.getInterfaces().stream().anyMatch(each -> isCumulative(types.classOf(each)));
  }

  private Result<DeclaredStep> rejected(String why, String fix) {
    return Result.rejected(member.unsupportedStep(why, fix));
  }
}
