package dev.runnel.processor.diagnostic;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;

/**
 * The catalogue of all that the processor can report. Several entries may share an id: they are
 * cases of one rule.
 *
 * <p>A message is {@code [Runnel/Id] text fix}. In text and fix, {@code $name} stands for a value.
 * Problems are made by the classes beside this one, such as {@link ClassProblems}: they have a
 * method for each entry, whose parameters are the entry's values.
 */
public enum ProblemKind {
  // ---- the chain class
  /** A chain class is a concrete class, an enum or a record. */
  CHAIN_CLASS_NOT_ABSTRACT(
      "NotAbstract",
      "$class declares chains, but it is $what.",
      "Make it an interface or an abstract class: the generated class extends it."),
  /** A chain's method has a body. */
  CHAIN_NOT_ABSTRACT(
      "NotAbstract",
      "Chain '$chain' has a body, but its body is generated.",
      "Remove the body, and make the method abstract."),
  /** A prompt's method has a body. */
  PROMPT_NOT_ABSTRACT(
      "NotAbstract",
      "Prompt '$step' has a body, but its body is generated from the template.",
      "Remove the body, or make it a @Step that builds the prompt."),
  /** A chain class is an inner or local class. */
  INNER_CLASS(
      "InnerClass",
      "$class declares chains, but it is an inner class: the generated class could not extend it.",
      "Make it static, or move it to a file of its own."),
  /** A chain class is private, or stands in a private class. */
  PRIVATE_CHAIN_CLASS(
      "PrivateType",
      "$class declares chains, but $private is private: the generated class could not see it.",
      "Remove 'private' from $private."),
  /** A type in a signature is private. */
  PRIVATE_TYPE(
      "PrivateType",
      "$what uses $type, which is private: the generated class could not see it.",
      "Remove 'private' from $type."),
  /** All constructors of a chain class are private. */
  PRIVATE_CONSTRUCTORS(
      "PrivateType",
      "All constructors of $class are private: the generated class could not call one.",
      "Make one of them visible to the package."),
  /** A chain class is sealed. */
  SEALED_CLASS(
      "SealedClass",
      "$class declares chains, but it is sealed: the generated class may not extend it.",
      "Remove 'sealed'."),
  /** An abstract method is no chain, prompt or component. */
  UNIMPLEMENTED_METHOD(
      "UnimplementedMethod",
      "Method '$method' is abstract, but nothing says what the generated class should do in it.",
      "$fix"),
  /** A class has steps, but no chain, and an abstract method that may be one. */
  FORGOTTEN_CHAIN(
      "UnimplementedMethod",
      Diagnostic.Kind.WARNING,
      "$class has steps, but no chain: no class is generated, and nothing implements '$method'.",
      "If '$method' is a chain, annotate it with @Chain, and name its steps."),
  /** The same, where the method may as well be for heirs. */
  PERHAPS_FORGOTTEN_CHAIN(
      "UnimplementedMethod",
      Diagnostic.Kind.NOTE,
      "$class has steps, but no chain: no class is generated, and nothing implements '$method'.",
      "If '$method' is a chain, annotate it with @Chain, and name its steps."),
  /** A constructor of the generated class would have more parameters than Java allows. */
  TOO_MANY_COMPONENTS(
      "TooManyComponents",
      "$class has $count abstract components, but Java allows the constructor of the generated"
          + " class no more than $room.",
      "Give some of them a body, or move them, with the chains that use them, to another class."),
  /** The runtime is not on the class path. */
  MISSING_RUNTIME(
      "MissingRuntime",
      "$class declares chains, but Runnel's runtime is not on the class path.",
      "Add the dependency dev.runnel:runnel-runtime."),
  /** A type never came into being. */
  MISSING_TYPE(
      "MissingType",
      "$class uses $type, which does not exist.",
      "Check its name and import; if another annotation processor generates it, check that this"
          + " processor runs."),
  /** A constant that was to name something never came into being. */
  MISSING_NAME(
      "MissingType",
      "$class uses $constant, which does not exist.",
      "Check its name and import. $names"),
  /** The name of the generated class is taken. */
  NAME_TAKEN(
      "NameTaken",
      "The class to generate for $class, $generated, exists already.",
      "Rename one of the two."),
  /** The generated class cannot be written. */
  NOT_WRITTEN(
      "NotWritten",
      "The class $generated could not be written: $failure.",
      "Check the compiler's output folder and the space on the disk."),
  /** The processor itself has failed. */
  INTERNAL_ERROR(
      "InternalError",
      "The processor failed on $class: $failure.",
      "This is a bug of Runnel: please report it with the source of $class."),
  /** An option of the processor has a value that is unknown. */
  BAD_OPTION("BadOption", "The option $option cannot be '$value'.", "It may be: $allowed."),

  // ---- schemas
  /** A type has no JSON schema. */
  NO_SCHEMA("NoSchema", "$what has no JSON schema: $why.", "$fix"),
  /** The JSON of a type is decided at run time. */
  UNKNOWN_JSON("UnknownJson", "Nobody can know while compiling what JSON $type is: $why.", "$fix"),
  /** What is annotated cannot have a class with its schema. */
  MISPLACED_SCHEMA("MisplacedSchema", "@WithSchema cannot make a class for $class: $why.", "$fix"),
  /** The module of schemas is not on the class path. */
  MISSING_SCHEMA_MODULE(
      "MissingRuntime",
      "$class has @WithSchema, but Runnel's schemas are not on the class path.",
      "Add the dependency dev.runnel:runnel-runtime, which brings them; without chains,"
          + " dev.runnel:runnel-schema is enough."),
  /** An option asks for the schemas of a chain that has none. */
  SCHEMAS_LEFT_OUT(
      "NoSchema",
      Diagnostic.Kind.NOTE,
      "Chain '$chain' gets no schemas, for which runnel.schemas asks: $why",
      "Say schemas = false in @Chain, if that is meant."),

  // ---- tools
  /** A method cannot be a tool. */
  NOT_A_TOOL("NotATool", "Method '$method' cannot be a tool: $why.", "$fix"),
  /** A model cannot call a tool by its name. */
  BAD_TOOL_NAME(
      "BadToolName",
      "A model cannot call tool '$method' by the name '$name'.",
      "Give it 1 to 64 letters of a to z, digits, '_' and '-', as in @Tool(name = \"find_city\")."),
  /** Two tools of a class have one name. */
  SAME_TOOL_NAME(
      "SameToolName",
      "$class has more than one tool of the name '$name', which a model could not tell apart.",
      "Name one of them with @Tool(name = \"...\")."),
  /** Nothing tells a model what a tool does. */
  UNDESCRIBED_TOOL(
      "UndescribedTool",
      Diagnostic.Kind.WARNING,
      "Nothing tells a model what tool '$method' does, and when to use it.",
      "Write Javadoc for the method, or @Tool(description = \"...\")."),
  /** The runtime is not on the class path. */
  MISSING_TOOL_RUNTIME(
      "MissingRuntime",
      "$class has tools, but Runnel's runtime is not on the class path.",
      "Add the dependency dev.runnel:runnel-runtime."),

  // ---- answers of models
  /** What is annotated is no model. */
  MISPLACED_ANSWER(
      "MisplacedAnswer",
      "@Answer says what a chat model answers with, but method '$method' is none: $why.",
      "Put it on a @Step or @StreamingStep that returns a ChatModel, or remove it."),
  /** A tool returns directly where the answer is to have a type. */
  DIRECT_ANSWER(
      "MisplacedAnswer",
      "Agent '$method' is to answer with a type, but tool '$tool' returns directly: its result would"
          + " be the answer.",
      "Remove 'returnDirect' of the tool, or @Answer."),
  /** Nothing tells what a model is to answer with. */
  UNKNOWN_ANSWER(
      "UnknownAnswer",
      "Nothing says what '$step' is to answer with in chain '$chain': what reads it reads text.",
      "Name the type, as in @Answer(Countries.class)."),
  /** A reader wants what an answer does not have. */
  ANSWER_MISMATCH(
      "AnswerMismatch",
      "$reader wants $wanted of step '$step', which answers with $type.",
      "Let it read $others."),
  /** Two readers want chunks of different kinds. */
  ANSWER_READ_TWICE(
      "AnswerMismatch",
      "$reader wants $wanted of step '$step', but $other wants $rival, and an answer is read in"
          + " one way.",
      "Let both read the same, or let one of them read the whole."),

  // ---- agents
  /** An agent names a tool that does not exist. */
  UNKNOWN_TOOL("UnknownTool", "There is no tool '$name' in $class.", "$suggestion"),
  /** An agent has no tools at all. */
  NO_TOOLS(
      "UnknownTool",
      "Agent '$method' has no tools: no method of $class is annotated with @Tool.",
      "Annotate the methods that the model may call, or remove @Agent."),
  /** A value of an agent makes no sense. */
  INVALID_AGENT("InvalidPolicy", "@Agent of '$method' cannot work: $why.", "$fix"),
  /** Nobody hears that an agent waits for approval. */
  LOST_APPROVAL(
      "LostApproval",
      Diagnostic.Kind.WARNING,
      "Tool '$tool' needs approval, but where agent '$agent' waits for it, chain '$chain' just ends:"
          + " only an AgentAnswer tells.",
      "End the chain with '$agent', and declare that it streams AgentChunk and gives AgentAnswer; or"
          + " remove 'approval'."),
  /** An agent is tried again, and its tools with it. */
  REPEATED_TOOLS(
      "RepeatedTools",
      Diagnostic.Kind.WARNING,
      "@Retry of $tried runs agent '$agent' again from its beginning, and with it tools of which"
          + " nothing says that they may run twice: $tools.",
      "Say @Tool(idempotent = true) where a second call does no more than the first; or try only the"
          + " model again, in a model of your own."),
  /** A fallback runs tools that may have run already. */
  TOOLS_OF_FALLBACK(
      "RepeatedTools",
      Diagnostic.Kind.WARNING,
      "Where '$failed' has failed, its fallback '$fallback' begins anew, and with it tools that may"
          + " have run and of which nothing says that they may run twice: $tools.",
      "Say @Tool(idempotent = true) where a second call does no more than the first; or give the"
          + " model the fallback, in a model of your own."),
  /** The module of agents is not on the class path. */
  MISSING_AGENTS(
      "MissingRuntime",
      "Step '$method' has @Agent, but Runnel's agents are not on the class path.",
      "Add the dependency dev.runnel:runnel-agents."),

  // ---- the steps' signatures
  /** A step's signature is none of those that can be steps. */
  UNSUPPORTED_STEP("UnsupportedSignature", "Method '$method' cannot be a step: $why.", "$fix"),
  /** A chain's signature is none of those that can be chains. */
  UNSUPPORTED_CHAIN("UnsupportedSignature", "Method '$method' cannot be a chain: $why.", "$fix"),
  /** A step is private. */
  PRIVATE_STEP(
      "PrivateStep",
      "Step '$step' is private: the generated class could not call it.",
      "Remove 'private'."),
  /** Two steps have one name. */
  OVERLOADED_STEP(
      "OverloadedStep",
      "Step '$step' could be any of $count methods of that name.",
      "A step is known by its method's name: rename all but one."),
  /** A step is to remember, and cannot. */
  CANNOT_REMEMBER("CannotRemember", "'$step' cannot remember: $why.", "$fix"),
  /** A method is to remember by a memory whose name is wrong. */
  UNKNOWN_MEMORY("CannotRemember", "'$step' cannot remember: there is no method '$name'.", "$fix"),
  /** A memory that no step uses. */
  UNUSED_MEMORY(
      "UnusedMemory",
      "Nothing remembers by '$method', which is abstract and returns a ChatMemory.",
      "Write @Remember(\"$method\") on the component that is to remember, or remove '$method'."),
  /** Something is annotated as input and as the output of a step. */
  INPUT_AND_FROM(
      "AmbiguousInput",
      "$what has both @Input and @From.",
      "Remove one of them: it reads either the chain's input or a step."),

  // ---- prompts
  /** Parameter names are not in the class file, so that no placeholder can find its parameter. */
  PROMPT_WITHOUT_NAMES(
      "UnknownPlaceholder",
      "The placeholders of prompt '$step' cannot be told from each other: $class was compiled"
          + " without the names of parameters.",
      "Compile $class with -parameters."),
  /** A placeholder is no parameter. */
  UNKNOWN_PLACEHOLDER(
      "UnknownPlaceholder",
      "The placeholder {$placeholder}, $place, is no parameter of '$step'.",
      "$suggestion"),
  /** A placeholder reads what a type does not have. */
  UNKNOWN_PROPERTY(
      "UnknownPlaceholder",
      "The placeholder {$placeholder}, $place, reads '$property', which $type does not have.",
      "$suggestion"),
  /** A template's braces do not match. */
  BAD_TEMPLATE("BadTemplate", "The template of '$step' is wrong: $why.", "$fix"),
  /** A parameter of a prompt is not used. */
  UNUSED_PROMPT_PARAMETER(
      "UnusedPromptParameter",
      "Parameter '$parameter' of '$step' is in no placeholder.",
      "Put {$parameter} into the template, or remove the parameter; only a List<ChatMessage>,"
          + " as the history, and media are used without one."),

  // ---- the steps of a chain
  /** A chain names no steps. */
  EMPTY_CHAIN(
      "EmptyChain",
      "Chain '$chain' names no steps.",
      "Name the methods that are its steps, in their order: @Chain({\"first\", \"second\"})."),
  /** A name is no method. */
  UNKNOWN_STEP("UnknownStep", "There is no step '$name' in $class.", "$suggestion"),
  /** A name is a method, but no step. */
  NOT_A_STEP(
      "UnknownStep",
      "Method '$name' of $class is no step.",
      "Annotate it with @Step if it reads a whole, with @StreamingStep if it reads chunks."),
  /** A chain contains itself. */
  CYCLIC_CHAIN(
      "CyclicChain",
      "Chain '$chain' contains itself: $path.",
      "A chain cannot be a step of itself; for a loop, write a @Step that calls a chain again."),
  /** A parameter reads a step that does not stand before. */
  UNBOUND_FROM(
      "UnboundParameter",
      "$what of step '$step' reads step '$source', which does not stand before '$step' in chain"
          + " '$chain'.",
      "There are: $available."),
  /** Parameter names are not in the class file. */
  UNBOUND_WITHOUT_NAMES(
      "UnboundParameter",
      "It is not known what $what of step '$step' reads in chain '$chain': $class was compiled"
          + " without the names of parameters.",
      "Annotate the parameter with @Input or @From, or compile $class with -parameters."),
  /** Several parameters could read the step before. */
  AMBIGUOUS_INPUT(
      "AmbiguousInput",
      "Step '$step' has $count parameters that nothing binds in chain '$chain': $parameters.",
      "One may be left, and reads $before. Name the others like the step that they read, or"
          + " annotate them with @Input or @From. There are: $available."),
  /** Several parameters of a chain's first step could read its input. */
  AMBIGUOUS_CHAIN_INPUT(
      "AmbiguousInput",
      "Step '$step' has $count parameters that nothing binds in chain '$chain', which has one input:"
          + " $parameters.",
      "Let the input be a record of them, such as '$record', and $use; or annotate each that is the"
          + " whole input with @Input."),
  /** No parameter of a step that reads chunks reads the step before. */
  AMBIGUOUS_CHUNK(
      "AmbiguousInput",
      "It is not clear which parameter of step '$step' reads chunks in chain '$chain': none reads"
          + " the step before it.",
      "Make the one that streams a ChunkStream, or annotate the method with @Step."),
  /** Nobody reads a step. */
  UNUSED_STEP(
      "UnusedStep",
      "Nobody reads what step '$step' gives in chain '$chain'.",
      "Let a later step read it, by a parameter that is called '$step' or has @From(\"$step\"), or"
          + " remove it from the chain."),
  /** What a step gives is not what the next one reads. */
  STEP_MISMATCH("StepMismatch", "Step '$step' reads $reads, but $source gives $gives.", "$fix"),
  /** A step reads one value, and there are many that do not add up. */
  CANNOT_COLLECT(
      "CannotCollect",
      "Step '$step' reads one $reads, but $source gives many, and they do not add up to one.",
      "Read one after the other with @StreamingStep, or all of them as a List<$element>."),

  /** A step reads one text, and there are many that are items. */
  CANNOT_JOIN(
      "CannotCollect",
      "Step '$step' reads one $reads, but $source gives many, and they are items, which are not"
          + " joined.",
      "Read one after the other with @StreamingStep, or all of them as a List<$element>; if they are"
          + " pieces of one text, say so where they come from: chunks = Chunks.PIECES."),

  // ---- retries, fallbacks, timeouts
  /** A value of a retry, a fallback or a timeout makes no sense. */
  INVALID_POLICY("InvalidPolicy", "$annotation of '$method' cannot work: $why.", "$fix"),
  /** A retry, a fallback or a timeout stands on what never runs as a step. */
  MISPLACED_GUARD(
      "MisplacedGuard",
      "$annotation on method '$method' would do nothing: the method is neither a step nor a chain.",
      "Annotate it with @Step, @StreamingStep, @Prompt or @Chain, or remove $annotation."),
  /** A fallback does not fit what it stands in for. */
  FALLBACK_MISMATCH(
      "FallbackMismatch",
      "'$fallback' cannot stand in for '$guarded': $why.",
      "A fallback takes the place of '$guarded': it reads what '$guarded' reads, in the same way,"
          + " and gives the same chunks. Write a step that does, and name that."),
  /** A step or chain is among its own fallbacks. */
  CYCLIC_FALLBACK(
      "CyclicFallback",
      "Fallback '$fallback' leads back to itself: $path.",
      "While all of them fail, this would never end. Take '$fallback' out of the fallbacks."),

  // ---- the chain's contract
  /** The chain's input is not what a step reads of it. */
  CHAIN_INPUT_MISMATCH(
      "ChainTypeMismatch",
      "Chain '$chain' takes $takes, but step '$step' reads $reads.",
      "Declare that '$chain' takes $reads, or let '$step' read another step with @From."),
  /** The chain's chunks are not what its last step gives. */
  CHAIN_CHUNK_MISMATCH(
      "ChainTypeMismatch",
      "Chain '$chain' streams $declared, but its last step '$step' gives $gives.",
      "Declare that '$chain' streams $gives, or end it with a step that gives $declared. $elements"),
  /** The chain's whole is not what its chunks add up to. */
  CHAIN_WHOLE_MISMATCH(
      "ChainTypeMismatch",
      "Chain '$chain' gives $declared as a whole, but the chunks that it streams, $gives, add up to"
          + " $natural.",
      "Declare that '$chain' gives $natural, or name a method that makes $declared of a"
          + " List<$element> with 'collect'."),
  /** The chain's chunks do not add up to its whole. */
  CHAIN_CANNOT_COLLECT(
      "CannotCollect",
      "Chain '$chain' gives one $declared as a whole, but it streams many, and they do not add up"
          + " to one.",
      "Declare that '$chain' gives List<$element>, or name a method that makes $declared of a"
          + " List<$element> with 'collect'."),
  /** The chain's chunks are items, and its whole is one text. */
  CHAIN_CANNOT_JOIN(
      "CannotCollect",
      "Chain '$chain' gives one $declared as a whole, but it streams many, and they are items, which"
          + " are not joined.",
      "Declare that '$chain' gives List<$element>, or name a method that makes $declared of a"
          + " List<$element> with 'collect'; if they are pieces of one text, say so where they come"
          + " from: chunks = Chunks.PIECES."),
  /** The method that collects does not exist. */
  UNKNOWN_COLLECT(
      "CollectMismatch",
      "There is no method '$name' in $class to collect the chunks of chain '$chain'.",
      "$suggestion"),
  /** The method that collects does not fit. */
  COLLECT_MISMATCH(
      "CollectMismatch",
      "Method '$name' cannot collect the chunks of chain '$chain': $why.",
      "It takes a List<$element> and gives $whole, is not private, and throws no checked exception."),

  // ---- streaming
  /** A chain that has to stream cannot. */
  STREAMING_BROKEN("StreamingBroken", "Chain '$chain' has to stream, but $why.", "$fix"),
  /** A chain could stream to its end and does not. */
  STREAMING_LOST(
      "StreamingBroken",
      Diagnostic.Kind.WARNING,
      "Chain '$chain' gives nothing before its source has ended: its last step '$step' waits for the"
          + " whole of $source, and could read chunk by chunk.",
      "Annotate '$step' with @StreamingStep, or say that the chain need not stream: @Chain(streams"
          + " = Streaming.WHOLE)."),
  /** A chain that reads a stream waits for the whole of it. */
  STREAM_NOT_READ(
      "StreamingBroken",
      "Chain '$chain' is a StreamRunnel, but none of its steps reads its input chunk by chunk.",
      "Annotate step '$step' with @StreamingStep, or declare a RunnableSequence."),
  /** An edge holds any number of chunks. */
  BUFFERED_EDGE(
      "BufferedEdge",
      Diagnostic.Kind.NOTE,
      "In chain '$chain', all chunks of $source are kept for step '$step' until $whole has ended: both"
          + " come from the same source.",
      "To keep memory small, let '$step' read less of it.");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$([a-z]+)");

  private final String id;
  private final Diagnostic.Kind severity;
  private final String text;
  private final String fix;

  ProblemKind(String id, String text, String fix) {
    this(id, Diagnostic.Kind.ERROR, text, fix);
  }

  ProblemKind(String id, Diagnostic.Kind severity, String text, String fix) {
    this.id = id;
    this.severity = severity;
    this.text = text;
    this.fix = fix;
  }

  /**
   * Returns the stable id.
   *
   * @return the id, such as {@code UnknownStep}
   */
  public String id() {
    return id;
  }

  /**
   * Returns how bad it is.
   *
   * @return error, warning or note
   */
  public Diagnostic.Kind severity() {
    return severity;
  }

  /**
   * Returns what is wrong.
   *
   * @return the text, with {@code $name} for values
   */
  public String text() {
    return text;
  }

  /**
   * Returns how to mend it.
   *
   * @return the text, with {@code $name} for values
   */
  public String fix() {
    return fix;
  }

  /** Fills in the values, which are texts or types: names and values alternate. */
  Problem at(Position position, Object... namesAndValues) {
    Map<String, Object> values = values(namesAndValues);
    return new Problem(
        this,
        fill(text, values, ProblemKind::said),
        fill(fix, values, String::valueOf).strip(),
        position,
        written(values));
  }

  private static Map<String, String> written(Map<String, Object> values) {
    Map<String, String> written = new HashMap<>();
    values.forEach(
        (name, value) -> {
          written.put(name, String.valueOf(value));
          if (value instanceof Suggestion suggestion) {
            suggestion.nearest().ifPresent(nearest -> written.put("nearest", nearest));
          }
        });
    return written;
  }

  /** Fills in the values of a problem that has no place in a source. */
  String message(String... namesAndValues) {
    Map<String, Object> values = values((Object[]) namesAndValues);
    return "[Runnel/"
        + id
        + "] "
        + fill(text, values, String::valueOf)
        + " "
        + fill(fix, values, String::valueOf);
  }

  private static String said(Object value) {
    return value instanceof TypeWords type ? type.said() : String.valueOf(value);
  }

  private static Map<String, Object> values(Object... namesAndValues) {
    Map<String, Object> values = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return values;
  }

  private String fill(String template, Map<String, Object> values, Function<Object, String> words) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      Object value = values.get(matcher.group(1));
      if (value == null) {
        throw new IllegalStateException(name() + " needs a value for $" + matcher.group(1) + ".");
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(words.apply(value)));
    }
    return matcher.appendTail(filled).toString();
  }
}
