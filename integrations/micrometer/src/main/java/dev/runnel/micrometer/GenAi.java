package dev.runnel.micrometer;

import dev.runnel.annotations.RunType;
import org.jspecify.annotations.Nullable;

/** The names of OpenTelemetry's conventions for generative AI, in one version. */
final class GenAi {
  final String chat = "chat";
  final String textCompletion = "text_completion";
  final String executeTool = "execute_tool";
  final String retrieval = "retrieval";
  final String invokeAgent = "invoke_agent";
  final String invokeWorkflow = "invoke_workflow";

  final String operationName = "gen_ai.operation.name";
  final String providerName = "gen_ai.provider.name";
  final String conversationId = "gen_ai.conversation.id";
  final String agentName = "gen_ai.agent.name";
  final String workflowName = "gen_ai.workflow.name";
  final String dataSourceId = "gen_ai.data_source.id";
  final String errorType = "error.type";

  final String requestModel = "gen_ai.request.model";
  final String requestStream = "gen_ai.request.stream";
  final String requestTemperature = "gen_ai.request.temperature";
  final String requestTopP = "gen_ai.request.top_p";
  final String requestTopK = "gen_ai.request.top_k";
  final String requestMaxTokens = "gen_ai.request.max_tokens";
  final String requestSeed = "gen_ai.request.seed";
  final String requestPresencePenalty = "gen_ai.request.presence_penalty";
  final String requestFrequencyPenalty = "gen_ai.request.frequency_penalty";
  final String requestStopSequences = "gen_ai.request.stop_sequences";

  final String responseId = "gen_ai.response.id";
  final String responseModel = "gen_ai.response.model";
  final String responseFinishReasons = "gen_ai.response.finish_reasons";
  final String responseTimeToFirstChunk = "gen_ai.response.time_to_first_chunk";
  final String usageInputTokens = "gen_ai.usage.input_tokens";
  final String usageOutputTokens = "gen_ai.usage.output_tokens";
  final String usageCacheRead = "gen_ai.usage.cache_read.input_tokens";
  final String usageCacheCreation = "gen_ai.usage.cache_creation.input_tokens";
  final String usageReasoning = "gen_ai.usage.reasoning.output_tokens";

  final String toolName = "gen_ai.tool.name";
  final String toolType = "gen_ai.tool.type";

  final String inputMessages = "gen_ai.input.messages";
  final String outputMessages = "gen_ai.output.messages";
  final String systemInstructions = "gen_ai.system_instructions";
  final String toolArguments = "gen_ai.tool.call.arguments";
  final String toolResult = "gen_ai.tool.call.result";
  final String retrievalQuery = "gen_ai.retrieval.query.text";
  final String retrievalDocuments = "gen_ai.retrieval.documents";

  final String operationDuration = "gen_ai.client.operation.duration";
  final String tokenUsage = "gen_ai.client.token.usage";
  final String timeToFirstChunk = "gen_ai.client.operation.time_to_first_chunk";
  final String timePerOutputChunk = "gen_ai.client.operation.time_per_output_chunk";
  final String tokenType = "gen_ai.token.type";

  private GenAi() {}

  /** Returns the names of a version. */
  static GenAi of(GenAiVersion version) {
    return switch (version) {
      case V1_41_1 -> new GenAi();
    };
  }

  /**
   * Names what a run does.
   *
   * @param isRoot whether no run stands above it
   * @return the operation; null for what the conventions have no word for
   */
  @Nullable String operation(RunType type, boolean isRoot) {
    return switch (type) {
      case CHAT_MODEL -> chat;
      case LLM -> textCompletion;
      case TOOL -> executeTool;
      case RETRIEVER -> retrieval;
      case CHAIN -> isRoot ? invokeWorkflow : null;
      case PROMPT, PARSER -> null;
    };
  }
}
