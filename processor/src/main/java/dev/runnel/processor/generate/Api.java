package dev.runnel.processor.generate;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Names the types of the runtime that generated code uses. */
final class Api {
  static final ClassName RUNNEL_GENERATED =
      ClassName.get("dev.runnel.annotations", "RunnelGenerated");
  static final ClassName RUN_TYPE = ClassName.get("dev.runnel.annotations", "RunType");

  static final ClassName CHUNK_STREAM = ClassName.get("dev.runnel", "ChunkStream");
  static final ClassName RUN_CONTEXT = ClassName.get("dev.runnel", "RunContext");
  static final ClassName TEXT_CHAIN = ClassName.get("dev.runnel", "TextChain");
  static final ClassName RUNNABLE_SEQUENCE = ClassName.get("dev.runnel", "RunnableSequence");
  static final ClassName RUNNEL = ClassName.get("dev.runnel", "Runnel");
  static final ClassName STREAM_RUNNEL = ClassName.get("dev.runnel", "StreamRunnel");
  static final ClassName TRANSFORMER = ClassName.get("dev.runnel", "Transformer");
  static final ClassName CALL = ClassName.get("dev.runnel", "Call");
  static final ClassName WHOLE = ClassName.get("dev.runnel", "Whole");

  static final ClassName RUNNEL_SCHEMAS = ClassName.get("dev.runnel", "RunnelSchemas");
  static final ClassName ANSWER_TYPE = ClassName.get("dev.runnel.answer", "AnswerType");
  static final ClassName JSON_SCHEMA = ClassName.get("dev.runnel.schema", "JsonSchema");
  static final ClassName TYPE_REFERENCE = ClassName.get("tools.jackson.core.type", "TypeReference");

  static final ClassName CHAT_PROMPT = ClassName.get("dev.runnel.model", "ChatPrompt");
  static final ClassName PROMPT_TEXT = ClassName.get("dev.runnel.model", "PromptText");

  static final ClassName CHAIN_SEQUENCE = ClassName.get("dev.runnel.engine", "ChainSequence");
  static final ClassName STREAM_CHAIN_SEQUENCE =
      ClassName.get("dev.runnel.engine", "StreamChainSequence");
  static final ClassName CHAIN_PIPELINE = ClassName.get("dev.runnel.engine", "ChainPipeline");
  static final ClassName EMITTING_PIPELINE = ClassName.get("dev.runnel.engine", "EmittingPipeline");
  static final ClassName RELAY_PIPELINE = ClassName.get("dev.runnel.engine", "RelayPipeline");
  static final ClassName PLAN = ClassName.get("dev.runnel.engine", "Plan");
  static final ClassName EMITTER = ClassName.get("dev.runnel", "Emitter");
  static final ClassName STEP_EMITTER = ClassName.get("dev.runnel.engine", "StepEmitter");
  static final ClassName READER_EMITTER = ClassName.get("dev.runnel.engine", "ReaderEmitter");
  static final ClassName STEP_PUBLISHER = ClassName.get("dev.runnel.engine", "StepPublisher");
  static final ClassName TASK = ClassName.get("dev.runnel.engine", "Task");
  static final ClassName SHARED = ClassName.get("dev.runnel.engine", "Shared");
  static final ClassName COMPONENTS = ClassName.get("dev.runnel.engine", "Components");
  static final ClassName LAZY = ClassName.get("dev.runnel.engine", "Lazy");
  static final ClassName WHOLES = ClassName.get("dev.runnel.engine", "ChainWholes");

  static final ClassName STEP_RUNNEL = ClassName.get("dev.runnel.engine", "StepRunnel");
  static final ClassName RETRY_POLICY = ClassName.get("dev.runnel", "RetryPolicy");
  static final ClassName TIMEOUT_POLICY = ClassName.get("dev.runnel", "TimeoutPolicy");
  static final ClassName RUN_CONFIG = ClassName.get("dev.runnel", "RunConfig");

  static final ClassName AGENT = ClassName.get("dev.runnel.agent", "Agent");
  static final ClassName AGENT_TEXT = ClassName.get("dev.runnel.annotations", "AgentText");
  static final ClassName AT_MAX_TURNS = ClassName.get("dev.runnel.annotations", "AtMaxTurns");
  static final ClassName TOOL_CHOICE = ClassName.get("dev.runnel.model", "ToolChoice");
  static final ClassName TOOL = ClassName.get("dev.runnel.tool", "Tool");
  static final ClassName TOOL_READER = ClassName.get("dev.runnel.tool", "ToolReader");
  static final ClassName TOOL_RULES = ClassName.get("dev.runnel.tool", "ToolRules");
  static final ClassName TOOL_SPEC = ClassName.get("dev.runnel.model", "ToolSpec");
  static final ClassName TOOL_FAILURE = ClassName.get("dev.runnel.annotations", "ToolFailure");
  static final ClassName JSON_PROPERTY =
      ClassName.get("com.fasterxml.jackson.annotation", "JsonProperty");
  static final ClassName OPTIONAL = ClassName.get(Optional.class);

  static final ClassName FLOW_ADAPTERS = ClassName.get("org.reactivestreams", "FlowAdapters");

  private static final List<ClassName> TYPES =
      List.of(
          RUNNEL_GENERATED,
          RUN_TYPE,
          CHUNK_STREAM,
          RUN_CONTEXT,
          TEXT_CHAIN,
          RUNNABLE_SEQUENCE,
          RUNNEL,
          STREAM_RUNNEL,
          TRANSFORMER,
          CALL,
          WHOLE,
          RUNNEL_SCHEMAS,
          ANSWER_TYPE,
          JSON_SCHEMA,
          TYPE_REFERENCE,
          CHAT_PROMPT,
          PROMPT_TEXT,
          CHAIN_SEQUENCE,
          STREAM_CHAIN_SEQUENCE,
          CHAIN_PIPELINE,
          EMITTING_PIPELINE,
          RELAY_PIPELINE,
          PLAN,
          EMITTER,
          STEP_EMITTER,
          READER_EMITTER,
          TASK,
          SHARED,
          COMPONENTS,
          LAZY,
          WHOLES,
          STEP_RUNNEL,
          RETRY_POLICY,
          TIMEOUT_POLICY,
          RUN_CONFIG,
          FLOW_ADAPTERS,
          ClassName.get(Duration.class),
          ClassName.get(Iterator.class),
          ClassName.get(List.class),
          OPTIONAL,
          ClassName.get(Exception.class),
          ClassName.get(Object.class),
          ClassName.get(Override.class),
          ClassName.get(SuppressWarnings.class),
          ClassName.get(UnsupportedOperationException.class));

  private Api() {}

  /** Lists all types that generated code can name besides the author's. */
  static List<ClassName> types() {
    return TYPES;
  }

  static TypeName of(ClassName type, TypeName... arguments) {
    return ParameterizedTypeName.get(type, arguments);
  }
}
