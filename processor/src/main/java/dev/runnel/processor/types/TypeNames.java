package dev.runnel.processor.types;

/** Names the types that mean something to the processor; it does not depend on the runtime. */
public final class TypeNames {
  /** {@code Runnel}. */
  public static final String RUNNEL = "dev.runnel.Runnel";

  /** {@code StreamRunnel}. */
  public static final String STREAM_RUNNEL = "dev.runnel.StreamRunnel";

  /** {@code TransformerRunnel}. */
  public static final String TRANSFORMER_RUNNEL = "dev.runnel.TransformerRunnel";

  /** {@code RunnableSequence}. */
  public static final String RUNNABLE_SEQUENCE = "dev.runnel.RunnableSequence";

  /** {@code TextChain}. */
  public static final String TEXT_CHAIN = "dev.runnel.TextChain";

  /** {@code StreamSequence}. */
  public static final String STREAM_SEQUENCE = "dev.runnel.StreamSequence";

  /** {@code ChunkStream}. */
  public static final String CHUNK_STREAM = "dev.runnel.ChunkStream";

  /** {@code Emitter}. */
  public static final String EMITTER = "dev.runnel.Emitter";

  /** {@code Transformer}. */
  public static final String TRANSFORMER = "dev.runnel.Transformer";

  /** {@code Additive}. */
  public static final String ADDITIVE = "dev.runnel.Additive";

  /** {@code Call}. */
  public static final String CALL = "dev.runnel.Call";

  /** {@code RunContext}. */
  public static final String RUN_CONTEXT = "dev.runnel.RunContext";

  /** {@code ChatModel}. */
  public static final String CHAT_MODEL = "dev.runnel.model.ChatModel";

  /** {@code ChatPrompt}. */
  public static final String CHAT_PROMPT = "dev.runnel.model.ChatPrompt";

  /** {@code ChatPromptTemplate}. */
  public static final String CHAT_PROMPT_TEMPLATE = "dev.runnel.model.ChatPromptTemplate";

  /** {@code ChatMessage}. */
  public static final String CHAT_MESSAGE = "dev.runnel.model.ChatMessage";

  /** {@code Media}. */
  public static final String MEDIA = "dev.runnel.model.Media";

  /** {@code AiMessage}. */
  public static final String AI_MESSAGE = "dev.runnel.model.AiMessage";

  /** {@code AiMessageChunk}. */
  public static final String AI_MESSAGE_CHUNK = "dev.runnel.model.AiMessageChunk";

  /** {@code Answered}. */
  public static final String ANSWERED = "dev.runnel.model.Answered";

  /** {@code ChatMemory}. */
  public static final String CHAT_MEMORY = "dev.runnel.history.ChatMemory";

  /** {@code Partial}. */
  public static final String PARTIAL = "dev.runnel.json.Partial";

  /** The parser of typed partials. */
  public static final String JSON_PARTIALS = "dev.runnel.parser.JsonPartials";

  /** {@code Retriever}. */
  public static final String RETRIEVER = "dev.runnel.model.Retriever";

  /** {@code Tool}. */
  public static final String TOOL = "dev.runnel.tool.Tool";

  /** {@code Agent}. */
  public static final String AGENT = "dev.runnel.agent.Agent";

  /** {@code Turn}. */
  public static final String TURN = "dev.runnel.agent.Turn";

  /** {@code AgentChunk}. */
  public static final String AGENT_CHUNK = "dev.runnel.agent.AgentChunk";

  /** {@code AgentAnswer}. */
  public static final String AGENT_ANSWER = "dev.runnel.agent.AgentAnswer";

  /** The package of the parsers, with a dot at its end. */
  public static final String PARSERS = "dev.runnel.parser.";

  /** {@code Flow.Publisher}. */
  public static final String FLOW_PUBLISHER = "java.util.concurrent.Flow.Publisher";

  /** The publisher of Reactive Streams. */
  public static final String RS_PUBLISHER = "org.reactivestreams.Publisher";

  /** {@code String}. */
  public static final String STRING = "java.lang.String";

  /** {@code Optional}. */
  public static final String OPTIONAL = "java.util.Optional";

  /** {@code List}. */
  public static final String LIST = "java.util.List";

  /** {@code Collection}. */
  public static final String COLLECTION = "java.util.Collection";

  /** {@code Iterable}. */
  public static final String ITERABLE = "java.lang.Iterable";

  /** {@code Iterator}. */
  public static final String ITERATOR = "java.util.Iterator";

  /** {@code Stream}. */
  public static final String JDK_STREAM = "java.util.stream.Stream";

  /** {@code CompletionStage}. */
  public static final String COMPLETION_STAGE = "java.util.concurrent.CompletionStage";

  /** {@code CompletableFuture}. */
  public static final String COMPLETABLE_FUTURE = "java.util.concurrent.CompletableFuture";

  private TypeNames() {}
}
