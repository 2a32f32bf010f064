package dev.runnel.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The same for adapters of clients that speak Anthropic's messages, with thoughts switched on. */
public interface AnthropicContract extends AdapterContract {
  /** A signature as Anthropic writes it. */
  String SIGNATURE = "EqoBCkgIARABGAIiQL8/+a==";

  /** An answer with thoughts, text and a call. */
  AiMessage THOUGHT =
      new AiMessage(
          List.of(
              Reasoning.signed("Let me look.", SIGNATURE, "anthropic"),
              new TextPart("I look."),
              new ToolCall("toolu_1", "weather", "{\"city\": \"Rome\"}")));

  /** Each piece that is sent is a chunk, and the whole says of the answer what was told. */
  @Test
  default void textStreamsAndTheAnswerIsTold() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> AnthropicEvents.start(exchange).text("Hel", "lo").end("end_turn", 9))) {
      Reading.Seen seen = Reading.read(model(server.baseUrl()));

      assertThat(seen.failure()).isNull();
      assertThat(seen.texts()).containsExactly("Hel", "lo");
      AiMessage whole = Objects.requireNonNull(seen.whole());
      assertThat(whole.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(whole.info().id()).isEqualTo("msg_1");
      assertThat(whole.info().model()).isEqualTo("claude");
      assertThat(server.nextExchange().head()).startsWith("POST /v1/messages");
    }
  }

  /** Cached tokens are part of the prompt's, as everywhere in Runnel. */
  @Test
  default void cachedTokensAreCounted() {
    String usage =
        "{\"input_tokens\":10,\"output_tokens\":%s,\"cache_read_input_tokens\":20,"
            + "\"cache_creation_input_tokens\":5}";
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                AnthropicEvents.start(exchange, usage.formatted(1))
                    .text("x")
                    .end("end_turn", usage.formatted(9)))) {
      assertThat(model(server.baseUrl()).invoke("Hi").usage())
          .isEqualTo(new TokenUsage(35, 9).withCache(20, 5));
    }
  }

  /** Why an answer ended is told in Runnel's words. */
  @ParameterizedTest
  @CsvSource({
    "end_turn, STOP",
    "stop_sequence, STOP",
    "max_tokens, LENGTH",
    "model_context_window_exceeded, LENGTH",
    "tool_use, TOOL_CALLS",
    "refusal, CONTENT_FILTER"
  })
  default void whyItEndedIsTold(String told, FinishReason reason) {
    try (ChatServer server =
        ChatServer.start(exchange -> AnthropicEvents.start(exchange).text("x").end(told, 9))) {
      assertThat(model(server.baseUrl()).invoke("Hi").finishReason()).isEqualTo(reason);
    }
  }

  /** Thoughts with their signature, text and calls stand in their order. */
  @Test
  default void thoughtsTextAndCallsComeInTheirOrder() {
    try (ChatServer server = thinking()) {
      AiMessage answer = model(server.baseUrl()).withOptions(tools()).invoke("Rain in Rome?");

      assertThat(answer.parts()).isEqualTo(THOUGHT.parts());
      assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }
  }

  /** An answer goes back as it came, to the byte. */
  @Test
  default void thoughtsAreGivenBack() throws Exception {
    JsonNode content = givenBack(THOUGHT).at("/1/content");

    assertThat(content.findValuesAsString("type")).containsExactly("thinking", "text", "tool_use");
    assertThat(content.at("/0/thinking").stringValue()).isEqualTo("Let me look.");
    assertThat(content.at("/0/signature").stringValue()).isEqualTo(SIGNATURE);
    assertThat(content.at("/1/text").stringValue()).isEqualTo("I look.");
    assertThat(content.at("/2/id").stringValue()).isEqualTo("toolu_1");
  }

  /** A result stands in a user's message, with its call's id. */
  @Test
  default void resultsAreGivenBack() throws Exception {
    JsonNode messages = givenBack(THOUGHT);

    assertThat(messages.findValuesAsString("role")).containsExactly("user", "assistant", "user");
    assertThat(messages.at("/1/content").findValuesAsString("city")).containsExactly("Rome");
    assertThat(messages.at("/2/content/0/tool_use_id").stringValue()).isEqualTo("toolu_1");
    assertThat(messages.at("/2/content/0/content").toString()).contains("yes");
  }

  /**
   * Asks with an answer and the results of its calls behind a question.
   *
   * @param answer the answer
   * @return the messages of the request
   * @throws InterruptedException if the thread is interrupted
   */
  default JsonNode givenBack(AiMessage answer) throws InterruptedException {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(ChatMessage.user("Rain in Rome?"));
    messages.add(answer);
    answer.toolCalls().forEach(call -> messages.add(ChatMessage.tool(call, "yes")));
    return asked(new ChatPrompt(messages, tools())).path("messages");
  }

  /** Options, tools and pictures stand in the request. */
  @Test
  default void optionsToolsAndPicturesReachTheProvider() throws Exception {
    JsonNode request =
        asked(
            ChatPrompt.of(
                    ChatMessage.system("Be brief."),
                    ChatMessage.user(
                        "What is this?", Media.image(new byte[] {1, 2, 3}, "image/png")))
                .withOptions(
                    ChatOptions.builder()
                        .model("other")
                        .maxTokens(3000)
                        .stop("END")
                        .tools(tools().tools())
                        .build()));

    assertThat(request.path("model").stringValue()).isEqualTo("other");
    assertThat(request.path("max_tokens").intValue()).isEqualTo(3000);
    assertThat(request.path("stop_sequences").toString()).isEqualTo("[\"END\"]");
    assertThat(request.path("system").toString()).contains("Be brief.");
    assertThat(request.at("/tools/0/name").stringValue()).isEqualTo("weather");
    assertThat(request.at("/tools/0/input_schema/properties/city/type").stringValue())
        .isEqualTo("string");
    JsonNode content = request.at("/messages/0/content");
    assertThat(content.findValuesAsString("data")).containsExactly("AQID");
    assertThat(content.findValuesAsString("media_type")).containsExactly("image/png");
    assertThat(content.findValuesAsString("text")).contains("What is this?");
  }

  /** An error in the middle comes after what was sent before it. */
  @Test
  default void anErrorAmongTheEventsComesAfterTheChunksBeforeIt() {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              AnthropicEvents.start(exchange).startText().textDelta("Hel");
              exchange
                  .event(
                      "error",
                      "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                          + "\"message\":\"overloaded now\"}}")
                  .endChunks();
            })) {
      Reading.Seen seen = Reading.read(model(server.baseUrl()));

      assertThat(seen.failure()).isNotNull().hasStackTraceContaining("overloaded now");
      assertThat(seen.texts()).containsExactly("Hel");
    }
  }

  /** A connection that breaks is a failure. */
  @Test
  default void aConnectionCutInTheMiddleIsAFailureAfterTheChunksBeforeIt() {
    try (ChatServer server =
        ChatServer.start(
            exchange -> AnthropicEvents.start(exchange).startText().textDelta("Hel"))) {
      Reading.Seen seen = Reading.read(model(server.baseUrl()));

      assertThat(seen.failure()).isNotNull();
      assertThat(seen.texts()).containsExactly("Hel");
    }
  }

  /** Who has read enough leaves. */
  @Test
  default void closingBetweenPiecesEndsTheCall() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> {
              AnthropicEvents.start(exchange).startText().textDelta("one").textDelta("two");
              exchange.awaitDisconnect();
            })) {
      StringBuilder text = new StringBuilder();
      try (ChunkStream<AiMessageChunk> stream = model(server.baseUrl()).stream("Hi")) {
        while (text.isEmpty()) {
          text.append(stream.next().text());
        }
      }

      assertThat(text).hasToString("one");
      server.nextExchange().awaitOver();
      assertThat(server.failures()).isEmpty();
    }
  }

  private JsonNode asked(ChatPrompt prompt) throws InterruptedException {
    try (ChatServer server =
        ChatServer.start(
            exchange -> AnthropicEvents.start(exchange).text("x").end("end_turn", 1))) {
      ChatModel model = model(server.baseUrl());
      assertThat(model.invoke(prompt).text()).isEqualTo("x");
      return server.nextExchange().request();
    }
  }

  /**
   * Starts a server that answers with {@link #THOUGHT}.
   *
   * @return the server
   */
  default ChatServer thinking() {
    return ChatServer.start(
        exchange ->
            AnthropicEvents.start(exchange)
                .thinking(SIGNATURE, "Let me ", "look.")
                .text("I look.")
                .call("toolu_1", "weather", "{\"city\": ", "\"Rome\"}")
                .end("tool_use", 9));
  }

  /**
   * Makes options with a tool.
   *
   * @return the options
   */
  default ChatOptions tools() {
    return ChatOptions.DEFAULT.withTools(
        ToolSpec.of(
            "weather",
            "",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}"));
  }
}
