package dev.runnel.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.SystemMessage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.UserMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns messages into LangChain4j's and back, such as those of a chat memory. Thread-safe. */
public final class LangChain4jMessages {
  private LangChain4jMessages() {}

  /**
   * Makes LangChain4j's form of a message. Usage and finish reason have no place there.
   *
   * @param message the message
   * @return the same for LangChain4j
   */
  public static dev.langchain4j.data.message.ChatMessage toLangChain4j(ChatMessage message) {
    if (message instanceof SystemMessage system) {
      return dev.langchain4j.data.message.SystemMessage.from(system.text());
    }
    if (message instanceof UserMessage user) {
      return dev.langchain4j.data.message.UserMessage.from(user.text());
    }
    if (message instanceof ToolMessage tool) {
      return ToolExecutionResultMessage.from(tool.callId(), tool.name(), tool.text());
    }
    return answer((AiMessage) message);
  }

  private static dev.langchain4j.data.message.AiMessage answer(AiMessage message) {
    List<ToolExecutionRequest> requests =
        message.toolCalls().stream().map(LangChain4jMessages::request).toList();
    return dev.langchain4j.data.message.AiMessage.builder()
        .text(message.text().isEmpty() && !requests.isEmpty() ? null : message.text())
        .thinking(message.reasoning().isEmpty() ? null : message.reasoning())
        .toolExecutionRequests(requests)
        .build();
  }

  private static ToolExecutionRequest request(ToolCall call) {
    return ToolExecutionRequest.builder()
        .id(call.id().isEmpty() ? null : call.id())
        .name(call.name())
        .arguments(call.arguments())
        .build();
  }

  /**
   * Makes a message of LangChain4j's form.
   *
   * @param message LangChain4j's message
   * @return the same for Runnel
   * @throws IllegalArgumentException if the message holds more than text, such as a picture, or is
   *     of a kind that a provider made up
   */
  public static ChatMessage fromLangChain4j(dev.langchain4j.data.message.ChatMessage message) {
    if (message instanceof dev.langchain4j.data.message.SystemMessage system) {
      return ChatMessage.system(system.text());
    }
    if (message instanceof dev.langchain4j.data.message.UserMessage user && user.hasSingleText()) {
      return ChatMessage.user(user.singleText());
    }
    if (message instanceof dev.langchain4j.data.message.AiMessage answer) {
      return Responses.toMessage(answer, null, null);
    }
    if (message instanceof ToolExecutionResultMessage result && result.hasSingleText()) {
      return new ToolMessage(orEmpty(result.id()), orEmpty(result.toolName()), result.text());
    }
    throw new IllegalArgumentException(
        "Only messages of text can be turned into Runnel's; this one holds something else: "
            + message);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
