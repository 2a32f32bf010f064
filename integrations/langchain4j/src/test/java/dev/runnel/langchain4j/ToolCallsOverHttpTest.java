package dev.runnel.langchain4j;

import static dev.runnel.testkit.adapter.ToolCallForm.piece;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RunnelException;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.adapter.ChatServer;
import dev.runnel.testkit.adapter.ToolCallForm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams of tool calls that LangChain4j cannot tell apart. */
@Timeout(60)
class ToolCallsOverHttpTest {
  @Test
  void whereStreamAndWholeDoNotAgreeTheRunSaysSo() {
    try (ChatServer server =
        ToolCallForm.sending(
            List.of(
                piece(0, "a", "weather", "{\"city\":"),
                piece(0, "b", "time", "{\"city\":"),
                piece(0, "a", null, "\"Rome\"}")))) {
      assertThatThrownBy(() -> model(server).invoke("Hi"))
          .isInstanceOf(RunnelException.class)
          .hasMessageContainingAll("do not agree", "Streamed:", "Whole:");
    }
  }

  @Test
  void whereInterleavedCallsCannotBeToldApartTheRunFails() {
    try (ChatServer server =
        ToolCallForm.sending(
            List.of(
                piece(0, "a", "weather", "{\"city\":"),
                piece(1, "b", "time", "{\"city\":"),
                piece(0, null, null, "\"Rome\"}"),
                piece(1, null, null, "\"Paris\"}")))) {
      assertThatThrownBy(() -> model(server).invoke("Hi")).isInstanceOf(RuntimeException.class);
    }
  }

  private static ChatModel model(ChatServer server) {
    return OpenAiOverHttpTest.model(server)
        .withOptions(
            ChatOptions.DEFAULT.withTools(
                ToolSpec.of("weather", "", "{\"type\":\"object\"}"),
                ToolSpec.of("time", "", "{\"type\":\"object\"}")));
  }
}
