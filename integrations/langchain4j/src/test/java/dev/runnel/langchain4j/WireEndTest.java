package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunnelException;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.model.FinishReason;
import dev.runnel.testkit.adapter.ChatServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an answer ends on the wire, where the status was that of a success. */
@Timeout(60)
class WireEndTest {
  /** Where the error stands, and what is told of it. */
  enum InStream {
    AS_OPENAI("{\"error\":{\"message\":\"quota exceeded\",\"type\":\"quota\",\"code\":\"q1\"}}"),
    WITH_A_NUMBER("{\"error\": {\"code\":429,\"type\":\"quota\",\"message\":\"quota exceeded\"}}"),
    AS_TEXT("{\"error\":\"quota exceeded\"}"),
    AS_VLLM("{\"object\":\"error\",\"message\":\"quota exceeded\",\"type\":\"quota\",\"code\":1}"),
    WITH_CHOICES("{\"id\":\"x\",\"choices\":[],\"error\":{\"message\":\"quota exceeded\"}}");

    private final String data;

    InStream(String data) {
      this.data = data;
    }
  }

  @ParameterizedTest
  @EnumSource
  void anErrorInAStreamComesWithTheProvidersText(InStream error) {
    for (OpenAiOverHttpTest.Client client : OpenAiOverHttpTest.Client.values()) {
      try (ChatServer server = failing(error, new AtomicInteger())) {
        ChatModel model = OpenAiOverHttpTest.model(server, client);
        List<AiMessageChunk> chunks = new ArrayList<>();

        assertThatThrownBy(() -> model.stream("Hi").forEach(chunks::add))
            .as("%s", client)
            .isInstanceOfSatisfying(
                ProviderErrorException.class, e -> assertThat(e.text()).isEqualTo("quota exceeded"))
            .hasMessageContaining("quota exceeded");
        assertThat(chunks).isEmpty();
      }
    }
  }

  /** Streams of status 200 that are no answer, and what of them an author must see. */
  enum NoAnswer {
    DETAIL("data: {\"detail\":\"quota exceeded\"}\n\ndata: [DONE]\n\n", "quota exceeded"),
    DONE_ALONE("data: [DONE]\n\n", "without any piece of an answer"),
    PINGS("data: {}\n\ndata: {}\n\ndata: [DONE]\n\n", "no piece of an answer, but {}"),
    ERROR_EVENT("event: error\ndata: quota exceeded\n\ndata: [DONE]\n\n", "quota exceeded"),
    ERROR_EVENT_AS_JSON(
        "event: error\ndata: {\"error\":{\"message\":\"quota exceeded\"}}\n\n", "quota exceeded");

    private final String events;
    private final String told;

    NoAnswer(String events, String told) {
      this.events = events;
      this.told = told;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStreamWithoutAnAnswerIsAnError(NoAnswer stream) {
    try (ChatServer broken =
            ChatServer.start(
                exchange ->
                    exchange
                        .startEvents()
                        .chunk(stream.events.getBytes(StandardCharsets.UTF_8))
                        .raw("0\r\n\r\n"));
        ChatServer whole =
            ChatServer.start(
                exchange -> exchange.startEvents().role().text("Hello").finish("stop").done())) {
      ChatModel model = OpenAiOverHttpTest.model(broken);

      assertThatThrownBy(() -> model.invoke("Hi"))
          .isInstanceOf(ProviderErrorException.class)
          .hasMessageContaining(stream.told);
      assertThat(model.withFallbacks(OpenAiOverHttpTest.model(whole)).invoke("Hi").text())
          .isEqualTo("Hello");
    }
  }

  @Test
  void aByteOrderMarkHidesNoEvent() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .chunk("\uFEFF".getBytes(StandardCharsets.UTF_8))
                    .text("first, ")
                    .text("second")
                    .finish("stop")
                    .done())) {
      assertThat(OpenAiOverHttpTest.model(server).invoke("Hi").text()).isEqualTo("first, second");
    }
  }

  @Test
  void typeAndCodeAreKept() {
    try (ChatServer server = failing(InStream.AS_OPENAI, new AtomicInteger())) {
      assertThatThrownBy(() -> OpenAiOverHttpTest.model(server).invoke("Hi"))
          .isInstanceOfSatisfying(
              ProviderErrorException.class,
              e -> {
                assertThat(e.type()).isEqualTo("quota");
                assertThat(e.code()).isEqualTo("q1");
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFallbackTakesOver(OpenAiOverHttpTest.Client client) {
    try (ChatServer broken = failing(InStream.AS_OPENAI, new AtomicInteger());
        ChatServer whole =
            ChatServer.start(
                exchange -> exchange.startEvents().role().text("Hello").finish("stop").done())) {
      ChatModel model =
          OpenAiOverHttpTest.model(broken, client)
              .withFallbacks(OpenAiOverHttpTest.model(whole, client));
      List<String> texts = new ArrayList<>();

      model.stream("Hi").forEach(chunk -> texts.add(chunk.text()));

      assertThat(String.join("", texts)).isEqualTo("Hello");
      assertThat(model.invoke("Hi").text()).isEqualTo("Hello");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRetryTriesAgain(OpenAiOverHttpTest.Client client) {
    AtomicInteger requests = new AtomicInteger();
    try (ChatServer server = failing(InStream.AS_OPENAI, requests)) {
      ChatModel model =
          OpenAiOverHttpTest.model(server, client)
              .withRetry(RetryPolicy.ofAttempts(3).withDelay(Duration.ZERO));

      assertThatThrownBy(() -> model.stream("Hi").forEach(chunk -> {}))
          .isInstanceOf(ProviderErrorException.class);
      assertThat(requests).hasValue(3);
    }
  }

  @Test
  void textThatTellsOfErrorsIsNoError() {
    String told = "{\"error\":{\"message\":\"x\"}} \"finish_reason\":\"y\" [DONE]";
    try (ChatServer server =
        ChatServer.start(
            exchange -> exchange.startEvents().role().text(told).finish("stop").done())) {
      AiMessage answer = OpenAiOverHttpTest.model(server).invoke("Hi");

      assertThat(answer.text()).isEqualTo(told);
      assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
    }
  }

  @Test
  void anErrorThatIsNullIsNone() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .event(
                        "{\"error\":null,\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"},"
                            + "\"finish_reason\": null}]}")
                    .finish("stop")
                    .done())) {
      assertThat(OpenAiOverHttpTest.model(server).invoke("Hi").text()).isEqualTo("a");
    }
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownFinishReasonIsNoCut(OpenAiOverHttpTest.Client client) {
    try (ChatServer server =
        ChatServer.start(
            exchange -> exchange.startEvents().role().text("a").finish("eos_token").done())) {
      AiMessage answer = OpenAiOverHttpTest.model(server, client).invoke("Hi");

      assertThat(answer.text()).isEqualTo("a");
      assertThat(answer.finishReason()).isEqualTo(FinishReason.OTHER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "eos_token"})
  void aMissingMarkOfTheEndIsACut(String reason) {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().role().text("a").finish(reason);
              exchange.raw("0\r\n\r\n");
            })) {
      List<String> texts = new ArrayList<>();

      assertThatThrownBy(
              () ->
                  OpenAiOverHttpTest.model(server).stream("Hi")
                      .forEach(chunk -> texts.add(chunk.text())))
          .isInstanceOf(RunnelException.class)
          .hasMessageContaining("connection was cut");
      assertThat(String.join("", texts)).isEqualTo("a");
    }
  }

  @Test
  void anErrorInPlaceOfAWholeAnswerComesWithTheProvidersText() {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.json("200 OK", InStream.AS_OPENAI.data))) {
      ChatModel model =
          LangChain4jChatModel.of(
              OpenAiChatModel.builder()
                  .baseUrl(server.baseUrl())
                  .apiKey("none")
                  .modelName("m")
                  .maxRetries(0)
                  .httpClientBuilder(CancellableHttpClient.builder())
                  .build());

      assertThatThrownBy(() -> model.invoke("Hi"))
          .isInstanceOf(ProviderErrorException.class)
          .hasMessageContaining("quota exceeded");
    }
  }

  @Test
  void anErrorInPlaceOfAStreamComesWithTheProvidersText() {
    String body = "{\"error\":{\"message\":\"quota exceeded\",\"type\":\"quota\"}}";
    try (ChatServer broken = ChatServer.start(exchange -> exchange.json("200 OK", "\r\n" + body));
        ChatServer whole =
            ChatServer.start(
                exchange -> exchange.startEvents().role().text("Hello").finish("stop").done())) {
      ChatModel model = OpenAiOverHttpTest.model(broken);

      assertThatThrownBy(() -> model.invoke("Hi"))
          .isInstanceOfSatisfying(
              ProviderErrorException.class,
              e -> {
                assertThat(e.text()).isEqualTo("quota exceeded");
                assertThat(e.type()).isEqualTo("quota");
              });
      assertThat(model.withFallbacks(OpenAiOverHttpTest.model(whole)).invoke("Hi").text())
          .isEqualTo("Hello");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"choices\":[{\"index\":0}]}", "[{\"error\":\"x\"}]", "{\"detail\":\"x\"}", "{"})
  void aBodyOfJsonIsNoCutConnection(String body) {
    try (ChatServer server = ChatServer.start(exchange -> exchange.json("200 OK", body))) {
      assertThatThrownBy(() -> OpenAiOverHttpTest.model(server).invoke("Hi"))
          .isInstanceOf(RunnelException.class)
          .hasMessageContaining("one JSON value")
          .hasMessageContaining(body)
          .hasMessageNotContaining("cut");
    }
  }

  private static ChatServer failing(InStream error, AtomicInteger requests) {
    return ChatServer.start(
        exchange -> {
          requests.incrementAndGet();
          exchange.startEvents().role().event(error.data).done();
        });
  }
}
