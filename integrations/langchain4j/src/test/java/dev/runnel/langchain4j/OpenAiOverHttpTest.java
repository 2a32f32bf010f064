package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.ChunkStream;
import dev.runnel.RunnelException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatModel;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.testkit.adapter.ChatExchange;
import dev.runnel.testkit.adapter.ChatServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * LangChain4j's own OpenAI client, over HTTP, against a server that answers as OpenAI's public
 * reference says: see {@link ChatServer}.
 */
@Timeout(60)
class OpenAiOverHttpTest {
  private static final AnswerInfo INFO =
      AnswerInfo.NONE
          .withId("chatcmpl-1")
          .withModel("m")
          .withProvider("openai")
          .withCreated(Instant.ofEpochSecond(1));

  /** Which HTTP client LangChain4j's client is built with. */
  enum Client {
    OURS,
    LANGCHAIN4J
  }

  @ParameterizedTest
  @EnumSource
  void aWholeAnswerWithUsageAndEndMark(Client client) throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .role()
                    .text("Hel")
                    .text("lo")
                    .text(" ")
                    .finish("stop")
                    .usage(9, 3)
                    .done())) {
      List<AiMessageChunk> chunks = new ArrayList<>();
      model(server, client).stream("Hi").forEach(chunks::add);

      assertThat(chunks)
          .containsExactly(
              AiMessageChunk.ofText("Hel"),
              AiMessageChunk.ofText("lo"),
              AiMessageChunk.ofText(" "),
              AiMessageChunk.ofInfo(
                  INFO.withFinishReason(FinishReason.STOP, "stop")
                      .withUsage(new TokenUsage(9, 3))));
      assertThat(model(server, client).invoke("Hi"))
          .isEqualTo(
              new AiMessage(
                  List.of(new TextPart("Hello ")),
                  INFO.withFinishReason(FinishReason.STOP, "stop").withUsage(new TokenUsage(9, 3)),
                  Extras.NONE));
      ChatExchange exchange = server.nextExchange();
      assertThat(exchange.head()).startsWith("POST /v1/chat/completions ");
      assertThat(exchange.request().path("stream").booleanValue()).isTrue();
      assertThat(exchange.request().path("messages").toString())
          .isEqualTo("[{\"role\":\"user\",\"content\":\"Hi\"}]");
      assertThat(server.failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorOfTheProviderComesAsLangChain4jGivesIt(Client client) {
    try (ChatServer server =
        ChatServer.start(
            exchange -> exchange.error("429 Too Many Requests", "Rate limit reached for m"))) {
      assertThatThrownBy(() -> model(server, client).invoke("Hi"))
          .isInstanceOf(RateLimitException.class)
          .hasMessageContaining("Rate limit reached for m");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorAmongTheEventsComesAfterTheChunksBeforeIt(Client client) {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .text("Hel")
                    .chunk(
                        "event: error\ndata: the server is overloaded\n\n"
                            .getBytes(StandardCharsets.UTF_8))
                    .done())) {
      List<String> texts = new ArrayList<>();

      assertThatThrownBy(
              () -> model(server, client).stream("Hi").forEach(chunk -> texts.add(chunk.text())))
          .hasMessageContaining("the server is overloaded");
      assertThat(texts).containsExactly("Hel");
    }
  }

  @Test
  void aBodyThatIsCutIsAnErrorEvenIfHttpSeesNone() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEventsWithoutLength()
                    .raw(
                        ChatExchange.bytesOf(ChatExchange.delta("{\"content\":\"Hel\"}", null))))) {
      List<String> texts = new ArrayList<>();

      assertThatThrownBy(() -> model(server).stream("Hi").forEach(chunk -> texts.add(chunk.text())))
          .isInstanceOf(RunnelException.class)
          .hasMessageContainingAll("OpenAiStreamingChatModel", "without the mark of its end");
      assertThat(String.join("", texts)).isEqualTo("Hel");
    }
  }

  @Test
  void aModelThatDoesNotStreamGivesOneChunk() {
    String body =
        """
        {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m",
         "choices": [{"index": 0, "finish_reason": "stop",
                      "message": {"role": "assistant", "content": "Hello"}}],
         "usage": {"prompt_tokens": 4, "completion_tokens": 5, "total_tokens": 9}}
        """;
    try (ChatServer server = ChatServer.start(exchange -> exchange.json("200 OK", body))) {
      ChatModel model =
          LangChain4jChatModel.of(
              OpenAiChatModel.builder()
                  .baseUrl(server.baseUrl())
                  .apiKey("none")
                  .modelName("m")
                  .maxRetries(0)
                  .build());

      assertThat(model.name()).isEqualTo("OpenAiChatModel");
      try (ChunkStream<AiMessageChunk> stream = model.stream("Hi")) {
        assertThat(stream.toList())
            .containsExactly(
                new AiMessageChunk(
                    List.of(new TextPart("Hello")),
                    INFO.withFinishReason(FinishReason.STOP, null).withUsage(new TokenUsage(4, 5)),
                    Extras.NONE));
      }
    }
  }

  static LangChain4jChatModel model(ChatServer server) {
    return model(server, Client.OURS);
  }

  static LangChain4jChatModel model(ChatServer server, Client client) {
    OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder builder =
        OpenAiStreamingChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .modelName("m")
            .returnThinking(true);
    if (client == Client.OURS) {
      builder.httpClientBuilder(CancellableHttpClient.builder());
    }
    return LangChain4jChatModel.of(builder.build());
  }
}
