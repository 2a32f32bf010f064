package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.ReasoningOptions;
import dev.runnel.model.TextPart;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Messages and options as they stand in requests, and answers as they stand in messages. */
@Timeout(60)
class OptionsOverHttpTest {
  private static final Media PICTURE = Media.image(new byte[] {1, 2, 3}, "image/png");
  private static final ToolSpec WEATHER = ToolSpec.of("weather", "", "{\"type\":\"object\"}");
  private static final ToolSpec TIME = ToolSpec.of("time", "", "{\"type\":\"object\"}");

  @Test
  void openAiGetsEachOptionThatItsClientTakes() throws Exception {
    ChatOptions options =
        ChatOptions.builder()
            .model("other")
            .temperature(0.5)
            .topP(0.9)
            .maxTokens(77)
            .stop("END")
            .seed(42)
            .presencePenalty(0.1)
            .frequencyPenalty(0.2)
            .tools(WEATHER, TIME)
            .toolChoice(ToolChoice.named("time"))
            .parallelToolCalls(false)
            .reasoning(ReasoningOptions.of(ReasoningOptions.Effort.LOW))
            .serviceTier("flex")
            .timeout(Duration.ofSeconds(30))
            .user("ann")
            .metadata("k", "v")
            .body("verbosity", "low")
            .header("X-Trace", "t1")
            .build();
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().text("x").finish("stop").done())) {
      OpenAiOverHttpTest.model(server).withOptions(options).invoke("Hi");

      ChatServer.Exchange exchange = server.nextExchange();
      JsonNode request = exchange.request();
      assertThat(exchange.head()).containsIgnoringCase("X-Trace: t1");
      assertThat(request.path("model").stringValue()).isEqualTo("other");
      assertThat(request.path("temperature").doubleValue()).isEqualTo(0.5);
      assertThat(request.path("top_p").doubleValue()).isEqualTo(0.9);
      assertThat(request.path("max_tokens").intValue()).isEqualTo(77);
      assertThat(request.path("seed").intValue()).isEqualTo(42);
      assertThat(request.path("presence_penalty").doubleValue()).isEqualTo(0.1);
      assertThat(request.path("frequency_penalty").doubleValue()).isEqualTo(0.2);
      assertThat(request.path("tools").findValuesAsString("name")).containsExactly("time");
      assertThat(request.path("tool_choice").stringValue()).isEqualTo("required");
      assertThat(request.path("parallel_tool_calls").booleanValue()).isFalse();
      assertThat(request.path("reasoning_effort").stringValue()).isEqualTo("low");
      assertThat(request.path("service_tier").stringValue()).isEqualTo("flex");
      assertThat(request.path("user").stringValue()).isEqualTo("ann");
      assertThat(request.at("/metadata/k").stringValue()).isEqualTo("v");
      assertThat(request.path("verbosity").stringValue()).isEqualTo("low");
    }
  }

  @Test
  void anOptionThatTheClientLacksIsWarnedOfOnce() throws Exception {
    List<String> said = new ArrayList<>();
    Handler handler = collecting(said);
    Logger logger = Logger.getLogger("dev.runnel.langchain4j");
    logger.addHandler(handler);
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().text("x").finish("stop").done())) {
      ChatModel model =
          OpenAiOverHttpTest.model(server).withOptions(ChatOptions.builder().topK(40).build());

      assertThat(model.invoke("Hi").text()).isEqualTo("x");
      assertThat(model.invoke("Hi").text()).isEqualTo("x");

      assertThat(said).singleElement().asString().contains("OpenAiStreamingChatModel", "top k");
      assertThat(server.nextExchange().request().has("top_k")).isFalse();
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void aTimeoutOfARequestEndsIt() {
    try (ChatServer server = ChatServer.start(ChatServer.Exchange::awaitDisconnect)) {
      ChatModel model =
          OpenAiOverHttpTest.model(server)
              .withOptions(ChatOptions.builder().timeout(Duration.ofMillis(50)).build());

      assertThatThrownBy(() -> model.invoke("Hi"))
          .isInstanceOf(dev.langchain4j.exception.TimeoutException.class);
    }
  }

  @Test
  void aToolChoiceOfNoToolIsAClearError() {
    ChatOptions options =
        ChatOptions.builder().tools(WEATHER).toolChoice(ToolChoice.named("wether")).build();
    try (ChatServer server = ChatServer.start(exchange -> {})) {
      assertThatThrownBy(() -> OpenAiOverHttpTest.model(server).withOptions(options).invoke("Hi"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContainingAll("'wether'", "[weather]");
    }
  }

  @Test
  void picturesReachOpenAi() throws Exception {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().text("x").finish("stop").done())) {
      OpenAiOverHttpTest.model(server)
          .invoke(ChatPrompt.of(ChatMessage.user("What is this?", PICTURE)));

      JsonNode content = server.nextExchange().request().at("/messages/0/content");
      assertThat(content.at("/0/text").stringValue()).isEqualTo("What is this?");
      assertThat(content.at("/1/image_url/url").stringValue())
          .isEqualTo("data:image/png;base64,AQID");
      assertThat(content.at("/1/image_url/detail").stringValue()).isEqualTo("auto");
    }
  }

  @Test
  void cachedAndReasoningTokensAreCounted() {
    String usage =
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":7,\"total_tokens\":17,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":4},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":5}}}";
    try (ChatServer server =
        ChatServer.start(
            exchange -> exchange.startEvents().text("x").finish("stop").event(usage).done())) {
      assertThat(OpenAiOverHttpTest.model(server).invoke("Hi").usage())
          .isEqualTo(new TokenUsage(10, 7, 17, 4, 0, 5));
    }
  }

  @Test
  void signedReasoningGoesToAnthropicAndBackByteForByte() throws Exception {
    String signature = "EqoBCkgIARABGAIiQL8/+a==";
    try (ChatServer server = anthropic(signature)) {
      ChatModel model = claude(server);
      AiMessage answer =
          model.withOptions(ChatOptions.builder().tools(WEATHER).build()).invoke("Rain in Rome?");

      assertThat(answer.parts())
          .containsExactly(
              Reasoning.signed("Let me look.", signature, "anthropic"),
              new TextPart("I look."),
              new ToolCall("toolu_1", "weather", "{\"city\": \"Rome\"}"));
      assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
      assertThat(answer.usage()).isEqualTo(new TokenUsage(35, 9).withCache(20, 5));
      server.nextExchange();

      model.invoke(
          ChatPrompt.of(
              ChatMessage.user("Rain in Rome?"),
              answer,
              ChatMessage.tool(answer.toolCalls().get(0), "yes")));

      JsonNode content = server.nextExchange().request().at("/messages/1/content");
      assertThat(content.at("/0/type").stringValue()).isEqualTo("thinking");
      assertThat(content.at("/0/thinking").stringValue()).isEqualTo("Let me look.");
      assertThat(content.at("/0/signature").stringValue()).isEqualTo(signature);
      assertThat(content.at("/1/text").stringValue()).isEqualTo("I look.");
      assertThat(content.at("/2/id").stringValue()).isEqualTo("toolu_1");
    }
  }

  @Test
  void anotherProviderGetsNoSignedReasoning() throws Exception {
    AiMessage answer =
        new AiMessage(
            List.of(Reasoning.signed("Let me look.", "sig", "anthropic"), new TextPart("So.")));
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().text("x").finish("stop").done())) {
      OpenAiOverHttpTest.model(server)
          .invoke(ChatPrompt.of(ChatMessage.user("Hi"), answer, ChatMessage.user("Sure?")));

      assertThat(server.nextExchange().request().toString()).doesNotContain("Let me look", "sig");
    }
  }

  private static ChatModel claude(ChatServer server) {
    return LangChain4jChatModel.of(
        AnthropicStreamingChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .modelName("claude")
            .maxTokens(2000)
            .thinkingType("enabled")
            .thinkingBudgetTokens(1024)
            .returnThinking(true)
            .sendThinking(true)
            .httpClientBuilder(CancellableHttpClient.builder())
            .build());
  }

  /** Answers as Anthropic's public reference of streaming describes it. */
  private static ChatServer anthropic(String signature) {
    return ChatServer.start(
        exchange -> {
          exchange.startEvents();
          named(
              exchange,
              "message_start",
              "{\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"
                  + "\"model\":\"claude\",\"usage\":{\"input_tokens\":10,\"output_tokens\":1,"
                  + "\"cache_read_input_tokens\":20,\"cache_creation_input_tokens\":5}}}");
          block(exchange, 0, "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}");
          delta(exchange, 0, "{\"type\":\"thinking_delta\",\"thinking\":\"Let me \"}");
          delta(exchange, 0, "{\"type\":\"thinking_delta\",\"thinking\":\"look.\"}");
          delta(exchange, 0, "{\"type\":\"signature_delta\",\"signature\":\"" + signature + "\"}");
          named(exchange, "content_block_stop", "{\"index\":0}");
          block(exchange, 1, "{\"type\":\"text\",\"text\":\"\"}");
          delta(exchange, 1, "{\"type\":\"text_delta\",\"text\":\"I look.\"}");
          named(exchange, "content_block_stop", "{\"index\":1}");
          block(
              exchange,
              2,
              "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"weather\",\"input\":{}}");
          delta(
              exchange, 2, "{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"city\\\": \"}");
          delta(exchange, 2, "{\"type\":\"input_json_delta\",\"partial_json\":\"\\\"Rome\\\"}\"}");
          named(exchange, "content_block_stop", "{\"index\":2}");
          named(
              exchange,
              "message_delta",
              "{\"delta\":{\"stop_reason\":\"tool_use\"},\"usage\":{\"output_tokens\":9}}");
          named(exchange, "message_stop", "{}");
          exchange.raw("0\r\n\r\n");
        });
  }

  private static void block(ChatServer.Exchange exchange, int index, String block)
      throws Exception {
    named(
        exchange,
        "content_block_start",
        "{\"index\":" + index + ",\"content_block\":" + block + "}");
  }

  private static void delta(ChatServer.Exchange exchange, int index, String delta)
      throws Exception {
    named(exchange, "content_block_delta", "{\"index\":" + index + ",\"delta\":" + delta + "}");
  }

  private static void named(ChatServer.Exchange exchange, String event, String data)
      throws Exception {
    String typed =
        data.equals("{}")
            ? "{\"type\":\"" + event + "\"}"
            : "{\"type\":\"" + event + "\"," + data.substring(1);
    exchange.chunk(
        ("event: " + event + "\ndata: " + typed + "\n\n").getBytes(StandardCharsets.UTF_8));
  }

  private static Handler collecting(List<String> said) {
    return new Handler() {
      @Override
      public void publish(LogRecord event) {
        said.add(event.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
