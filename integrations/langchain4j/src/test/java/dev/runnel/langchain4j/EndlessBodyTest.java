package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.adapter.ChatServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server sends without end fills no memory. */
@Timeout(60)
class EndlessBodyTest {
  private static final int LIMIT = 100_000;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anErrorIsReadUpToALimit(boolean streaming) {
    try (ChatServer server = endless("HTTP/1.1 500 No\r\nConnection: close\r\n\r\n", "busy ")) {
      assertThatThrownBy(() -> model(server, streaming).invoke("Hi"))
          .hasRootCauseInstanceOf(HttpException.class)
          .hasMessageContainingAll("busy busy", "the rest was not read")
          .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(70_000));
    }
  }

  @Test
  void anEventHasALimit() {
    try (ChatServer server =
        endless(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: ",
            "more ")) {
      assertThatThrownBy(() -> model(server, true).invoke("Hi"))
          .hasRootCauseInstanceOf(IOException.class)
          .hasStackTraceContaining("more than 100,000 bytes as one event")
          .hasStackTraceContaining("maxBytes");
    }
  }

  @Test
  void anEventOfManyLinesHasTheSameLimit() {
    try (ChatServer server =
        endless(
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n",
            "data: more\n")) {
      assertThatThrownBy(() -> model(server, true).invoke("Hi"))
          .hasStackTraceContaining("more than 100,000 bytes as one event");
    }
  }

  @Test
  void aWholeAnswerHasALimit() {
    try (ChatServer server =
        endless("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"a\":\"", "more ")) {
      assertThatThrownBy(() -> model(server, false).invoke("Hi"))
          .hasStackTraceContaining("more than 100,000 bytes as one answer");
    }
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatThrownBy(() -> CancellableHttpClient.builder().maxBytes(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }

  /** Sends until the client leaves. */
  private static ChatServer endless(String head, String text) {
    byte[] bytes = text.repeat(1000).getBytes(StandardCharsets.UTF_8);
    return ChatServer.start(
        exchange -> {
          exchange.raw(head);
          try {
            while (true) {
              exchange.raw(bytes);
            }
          } catch (IOException theClientLeft) {
            return;
          }
        });
  }

  private static ChatModel model(ChatServer server, boolean streaming) {
    CancellableHttpClientBuilder client = CancellableHttpClient.builder().maxBytes(LIMIT);
    if (streaming) {
      return LangChain4jChatModel.of(
          OpenAiStreamingChatModel.builder()
              .baseUrl(server.baseUrl())
              .apiKey("none")
              .modelName("m")
              .httpClientBuilder(client)
              .build());
    }
    return LangChain4jChatModel.of(
        OpenAiChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .modelName("m")
            .maxRetries(0)
            .httpClientBuilder(client)
            .build());
  }
}
