package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ToolCall;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LangChain4jMessagesTest {
  private static final ToolCall CALL = new ToolCall("call_1", "weather", "{\"city\":\"Rome\"}");

  static List<ChatMessage> messages() {
    return List.of(
        ChatMessage.system("Be brief."),
        ChatMessage.user("Hi"),
        ChatMessage.ai("Hello"),
        ChatMessage.ai(""),
        new AiMessage("", "Hm.", List.of(CALL), null, null),
        new AiMessage("So", "", List.of(CALL, new ToolCall("", "x", "")), null, null),
        ChatMessage.tool(CALL, "rain"));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void thereAndBackIsTheSame(ChatMessage message) {
    assertThat(LangChain4jMessages.fromLangChain4j(LangChain4jMessages.toLangChain4j(message)))
        .isEqualTo(message);
  }

  @Test
  void aPictureIsAClearError() {
    UserMessage picture =
        UserMessage.from(
            TextContent.from("What is this?"), ImageContent.from("https://example.org/parrot.png"));

    assertThatThrownBy(() -> LangChain4jMessages.fromLangChain4j(picture))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("text");
  }
}
