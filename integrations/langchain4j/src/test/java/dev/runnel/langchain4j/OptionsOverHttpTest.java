package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.ReasoningOptions;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.adapter.ChatExchange;
import dev.runnel.testkit.adapter.ChatServer;
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

      ChatExchange exchange = server.nextExchange();
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
    try (ChatServer server = ChatServer.start(ChatExchange::awaitDisconnect)) {
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
