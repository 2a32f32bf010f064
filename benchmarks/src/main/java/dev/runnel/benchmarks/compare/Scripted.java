package dev.runnel.benchmarks.compare;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChunkPart;
import dev.runnel.model.Extras;
import dev.runnel.model.ToolCall;
import java.util.List;
import java.util.Set;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * A model that says the same to all three libraries.
 *
 * @param calls the tools that it calls first, each with the city Rome; none to answer at once
 * @param answer what it answers then
 */
record Scripted(List<String> calls, String answer) {
  private static final String ARGUMENTS = "{\"city\":\"Rome\"}";

  static Scripted saying(String answer) {
    return new Scripted(List.of(), answer);
  }

  dev.runnel.model.ChatModel forRunnel() {
    return (prompt, run) -> {
      boolean isAsked =
          prompt.messages().stream().noneMatch(dev.runnel.model.ToolMessage.class::isInstance);
      return isAsked && !calls.isEmpty()
          ? ChunkStream.of(
              new AiMessageChunk(
                  calls.stream()
                      .<ChunkPart>map(name -> new ToolCall(name, name, ARGUMENTS))
                      .toList(),
                  AnswerInfo.NONE,
                  Extras.NONE))
          : ChunkStream.of(AiMessageChunk.ofText(answer));
    };
  }

  dev.langchain4j.model.chat.ChatModel forLangChain4j() {
    return new dev.langchain4j.model.chat.ChatModel() {
      @Override
      public ChatResponse doChat(ChatRequest request) {
        boolean isAsked =
            request.messages().stream()
                .noneMatch(
                    dev.langchain4j.data.message.ToolExecutionResultMessage.class::isInstance);
        return ChatResponse.builder()
            .aiMessage(
                isAsked && !calls.isEmpty()
                    ? dev.langchain4j.data.message.AiMessage.from(
                        calls.stream().map(Scripted::request).toList())
                    : dev.langchain4j.data.message.AiMessage.from(answer))
            .build();
      }

      @Override
      public Set<Capability> supportedCapabilities() {
        return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
      }
    };
  }

  private static ToolExecutionRequest request(String name) {
    return ToolExecutionRequest.builder().id(name).name(name).arguments(ARGUMENTS).build();
  }

  org.springframework.ai.chat.model.ChatModel forSpringAi() {
    return new org.springframework.ai.chat.model.ChatModel() {
      @Override
      public org.springframework.ai.chat.model.ChatResponse call(Prompt prompt) {
        boolean isAsked =
            prompt.getInstructions().stream().noneMatch(ToolResponseMessage.class::isInstance);
        AssistantMessage.Builder<?> message = AssistantMessage.builder();
        if (isAsked && !calls.isEmpty()) {
          message
              .content("")
              .toolCalls(
                  calls.stream()
                      .map(name -> new AssistantMessage.ToolCall(name, "function", name, ARGUMENTS))
                      .toList());
        } else {
          message.content(answer);
        }
        return new org.springframework.ai.chat.model.ChatResponse(
            List.of(new Generation(message.build())));
      }

      @Override
      public org.springframework.ai.chat.prompt.ChatOptions getOptions() {
        return ToolCallingChatOptions.builder().build();
      }
    };
  }
}
