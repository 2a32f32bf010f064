package dev.runnel.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.runnel.model.AiMessage;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes messages of LangChain4j's responses. */
final class Responses {
  private Responses() {}

  static AiMessage toMessage(ChatResponse response) {
    return toMessage(
        response.aiMessage(), usage(response.tokenUsage()), reason(response.finishReason()));
  }

  static AiMessage toMessage(
      dev.langchain4j.data.message.AiMessage message,
      @Nullable TokenUsage usage,
      @Nullable FinishReason reason) {
    List<ToolCall> calls =
        message.toolExecutionRequests().stream().map(Responses::toToolCall).toList();
    return new AiMessage(
        orEmpty(message.text()), orEmpty(message.thinking()), calls, usage, reason);
  }

  static ToolCall toToolCall(ToolExecutionRequest request) {
    return new ToolCall(
        orEmpty(request.id()), orEmpty(request.name()), orEmpty(request.arguments()));
  }

  private static @Nullable TokenUsage usage(
      dev.langchain4j.model.output.@Nullable TokenUsage usage) {
    if (usage == null) {
      return null;
    }
    int input = orZero(usage.inputTokenCount());
    int output = orZero(usage.outputTokenCount());
    Integer total = usage.totalTokenCount();
    return new TokenUsage(input, output, total == null ? input + output : total);
  }

  private static @Nullable FinishReason reason(
      dev.langchain4j.model.output.@Nullable FinishReason reason) {
    if (reason == null) {
      return null;
    }
    return switch (reason) {
      case STOP -> FinishReason.STOP;
      case LENGTH -> FinishReason.LENGTH;
      case TOOL_EXECUTION -> FinishReason.TOOL_CALLS;
      case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
      case OTHER -> FinishReason.OTHER;
    };
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static int orZero(@Nullable Integer count) {
    return count == null ? 0 : count;
  }
}
