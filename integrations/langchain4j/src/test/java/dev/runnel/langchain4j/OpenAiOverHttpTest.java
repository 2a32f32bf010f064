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
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.ResponseFormat;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

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
      ChatServer.Exchange exchange = server.nextExchange();
      assertThat(exchange.head()).startsWith("POST /v1/chat/completions ");
      assertThat(exchange.request().path("stream").booleanValue()).isTrue();
      assertThat(exchange.request().path("messages").toString())
          .isEqualTo("[{\"role\":\"user\",\"content\":\"Hi\"}]");
      assertThat(server.failures()).isEmpty();
    }
  }

  @Test
  void textIsWholeWhereverTheBytesAreCut() {
    String text = "é 漢字 🦜 \uD83D\uDC68\u200D\uD83D\uDC69";
    byte[] event =
        ChatServer.Exchange.bytesOf(
            ChatServer.Exchange.delta(
                "{\"content\":" + ChatServer.Exchange.json(text) + "}", null));
    assertThat(new String(event, StandardCharsets.UTF_8)).contains(text);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().role();
              for (byte one : event) {
                exchange.chunk(new byte[] {one});
              }
              for (int cut = 1; cut < event.length; cut += 7) {
                exchange.chunk(Arrays.copyOfRange(event, 0, cut));
                exchange.chunk(Arrays.copyOfRange(event, cut, event.length));
              }
              exchange.finish("stop").done();
            })) {
      List<String> texts = new ArrayList<>();
      model(server).stream("Hi").forEach(chunk -> texts.add(chunk.text()));

      assertThat(texts.remove(texts.size() - 1)).isEmpty();
      assertThat(texts).hasSizeGreaterThan(10).containsOnly(text);
    }
  }

  @Test
  void toolCallsComeInFragments() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .role()
                    .event(toolCall(0, "call_1", "weather", ""))
                    .event(toolCall(0, null, null, "{\"ci"))
                    .event(toolCall(0, null, null, "ty\":\"Ro"))
                    .event(toolCall(0, null, null, "me\"}"))
                    .event(toolCall(1, "call_2", "time", ""))
                    .event(toolCall(1, null, null, "{}"))
                    .event(toolCall(2, "call_3", "stop", ""))
                    .finish("tool_calls")
                    .usage(5, 6)
                    .done())) {
      List<AiMessageChunk> chunks = new ArrayList<>();
      model(server).stream("Hi").forEach(chunks::add);

      assertThat(chunks)
          .filteredOn(chunk -> !chunk.toolCalls().isEmpty())
          .extracting(chunk -> chunk.toolCalls().get(0).arguments())
          .containsExactly("{\"ci", "ty\":\"Ro", "me\"}", "{}", "{}");
      AiMessage message = sum(chunks);
      assertThat(message.toolCalls())
          .startsWith(
              new ToolCall("call_1", "weather", "{\"city\":\"Rome\"}"),
              new ToolCall("call_2", "time", "{}"))
          .extracting(ToolCall::id)
          .containsExactly("call_1", "call_2", "call_3");
      assertThat(message.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }
  }

  @Test
  void reasoningIsKept() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .event(ChatServer.Exchange.delta("{\"reasoning_content\":\"Let me \"}", null))
                    .event(ChatServer.Exchange.delta("{\"reasoning_content\":\"see.\"}", null))
                    .text("42")
                    .finish("stop")
                    .done())) {
      List<AiMessageChunk> chunks = new ArrayList<>();
      model(server).stream("Hi").forEach(chunks::add);

      assertThat(chunks.subList(0, 3))
          .containsExactly(
              AiMessageChunk.ofReasoning("Let me "),
              AiMessageChunk.ofReasoning("see."),
              AiMessageChunk.ofText("42"));
      assertThat(sum(chunks).reasoning()).isEqualTo("Let me see.");
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

  @ParameterizedTest
  @EnumSource
  void aConnectionCutInTheMiddleIsAnErrorAfterTheChunksBeforeIt(Client client) {
    CountDownLatch read = new CountDownLatch(2);
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              exchange.startEvents().role().text("Hel").text("lo");
              read.await();
            })) {
      List<String> texts = new ArrayList<>();

      assertThatThrownBy(
              () ->
                  model(server, client).stream("Hi")
                      .forEach(
                          chunk -> {
                            texts.add(chunk.text());
                            read.countDown();
                          }))
          .hasRootCauseInstanceOf(IOException.class);
      assertThat(texts).containsExactly("Hel", "lo");
    }
  }

  /** The JDK's own stream of an answer loses what was not read yet. */
  @Test
  void whatCameBeforeTheCutIsNeverLost() {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().role().text("Hel").text("lo"))) {
      LangChain4jChatModel model = model(server);
      for (int i = 0; i < 50; i++) {
        List<String> texts = new ArrayList<>();

        assertThatThrownBy(() -> model.stream("Hi").forEach(chunk -> texts.add(chunk.text())))
            .hasRootCauseInstanceOf(IOException.class);
        assertThat(texts).containsExactly("Hel", "lo");
      }
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
                        ChatServer.Exchange.bytesOf(
                            ChatServer.Exchange.delta("{\"content\":\"Hel\"}", null))))) {
      List<String> texts = new ArrayList<>();

      assertThatThrownBy(() -> model(server).stream("Hi").forEach(chunk -> texts.add(chunk.text())))
          .isInstanceOf(RunnelException.class)
          .hasMessageContainingAll("OpenAiStreamingChatModel", "without the mark of its end");
      assertThat(String.join("", texts)).isEqualTo("Hel");
    }
  }

  @Test
  void aServerThatIsNotThereIsAnError() {
    ChatServer server = ChatServer.start(exchange -> {});
    server.close();

    assertThatThrownBy(() -> model(server).invoke("Hi")).hasRootCauseInstanceOf(IOException.class);
  }

  @Test
  void messagesAndOptionsReachTheProvider() throws Exception {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().text("x").finish("length").done())) {
      ToolCall call = new ToolCall("call_1", "weather", "{\"city\":\"Rome\"}");
      ChatPrompt prompt =
          ChatPrompt.of(
                  ChatMessage.system("Be brief."),
                  ChatMessage.user("Rain?"),
                  new AiMessage("", "", List.of(call), null, null),
                  ChatMessage.tool(call, "yes"),
                  ChatMessage.ai("Yes."),
                  ChatMessage.user("Sure?"))
              .withOptions(
                  ChatOptions.DEFAULT
                      .withTemperature(0.5)
                      .withMaxTokens(77)
                      .withStop("END", "\n")
                      .withResponseFormat(
                          ResponseFormat.jsonSchema(
                              "answer",
                              "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":3}}}"))
                      .withTools(
                          ToolSpec.of(
                              "weather",
                              "Tells the weather.",
                              "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"pattern\":\"R.*\"}},\"required\":[\"city\"]}")));

      assertThat(model(server).invoke(prompt).finishReason()).isEqualTo(FinishReason.LENGTH);

      JsonNode request = server.nextExchange().request();
      assertThat(request.path("messages").findValuesAsString("role"))
          .containsExactly("system", "user", "assistant", "tool", "assistant", "user");
      assertThat(request.at("/messages/2/tool_calls/0/function/arguments").stringValue())
          .isEqualTo("{\"city\":\"Rome\"}");
      assertThat(request.at("/messages/3/tool_call_id").stringValue()).isEqualTo("call_1");
      assertThat(request.path("temperature").doubleValue()).isEqualTo(0.5);
      assertThat(request.path("max_tokens").intValue()).isEqualTo(77);
      assertThat(request.path("stop").toString()).isEqualTo("[\"END\",\"\\n\"]");
      assertThat(request.at("/response_format/json_schema/name").stringValue()).isEqualTo("answer");
      assertThat(request.at("/response_format/json_schema/schema/properties/n/minimum").intValue())
          .isEqualTo(3);
      assertThat(request.at("/tools/0/function/name").stringValue()).isEqualTo("weather");
      assertThat(request.at("/tools/0/function/parameters/properties/city/pattern").stringValue())
          .isEqualTo("R.*");
      assertThat(request.at("/tools/0/function/parameters/required/0").stringValue())
          .isEqualTo("city");
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

  private static AiMessage sum(List<AiMessageChunk> chunks) {
    var accumulator = chunks.get(0).accumulator();
    chunks.forEach(accumulator::add);
    return accumulator.sum();
  }

  private static String toolCall(int index, String id, String name, String arguments) {
    return ChatServer.Exchange.delta(
        "{\"tool_calls\":[{\"index\":%s%s,\"type\":\"function\",\"function\":{%s\"arguments\":%s}}]}"
            .formatted(
                index,
                id == null ? "" : ",\"id\":\"" + id + "\"",
                name == null ? "" : "\"name\":\"" + name + "\",",
                ChatServer.Exchange.json(arguments)),
        null);
  }
}
