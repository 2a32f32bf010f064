package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import dev.runnel.answer.AnswerType;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolSpec;
import dev.runnel.schema.JsonSchema;
import dev.runnel.testkit.adapter.ChatExchange;
import dev.runnel.testkit.adapter.ChatServer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** LangChain4j's client of Gemini, against what its public reference describes. */
@Timeout(60)
class GeminiOverHttpTest {
  private static final ToolSpec WEATHER =
      ToolSpec.of(
          "weather",
          "Tells the weather.",
          "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}");

  record Country(String name, int people, Optional<String> capital) {}

  private static final AnswerType<Country> COUNTRY =
      AnswerType.of(
          JsonSchema.of(
              """
              {"type": "object", "properties": {
                "name": {"type": "string", "minLength": 1},
                "people": {"type": "integer", "minimum": 1},
                "capital": {"type": ["string", "null"]}},
               "required": ["name", "people"]}
              """),
          Country.class);

  private static ChatModel model(ChatServer server) {
    return LangChain4jChatModel.of(
        GoogleAiGeminiStreamingChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .modelName("gemini")
            .returnThinking(true)
            .sendThinking(true)
            .httpClientBuilder(CancellableHttpClient.builder())
            .build());
  }

  private static ChatServer sending(String finish, String usage, String... parts) {
    return ChatServer.start(
        exchange -> {
          exchange.startEvents();
          for (String part : parts) {
            exchange.event(event(part, "", usage));
          }
          exchange.event(event("{\"text\":\"\"}", ",\"finishReason\":\"" + finish + "\"", usage));
          exchange.raw("0\r\n\r\n");
        });
  }

  private static String event(String part, String finish, String usage) {
    return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[%s]},\"index\":0%s}],\"usageMetadata\":%s,\"modelVersion\":\"gemini-3\",\"responseId\":\"r1\"}"
        .formatted(part, finish, usage);
  }

  private static final String USAGE =
      "{\"promptTokenCount\":10,\"candidatesTokenCount\":4,\"totalTokenCount\":19,"
          + "\"thoughtsTokenCount\":5,\"cachedContentTokenCount\":6}";

  @Test
  void textStreamsAndTheAnswerIsTold() {
    try (ChatServer server = sending("STOP", USAGE, "{\"text\":\"Hel\"}", "{\"text\":\"lo\"}")) {
      AiMessage answer = model(server).invoke("Hi");

      assertThat(answer.text()).isEqualTo("Hello");
      assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(answer.info().model()).isEqualTo("gemini-3");
      assertThat(answer.usage()).isEqualTo(new TokenUsage(10, 9, 19, 6, 0, 5));
    }
  }

  @Test
  void eachOptionThatTheClientTakesIsSent() throws Exception {
    ChatOptions options =
        ChatOptions.builder()
            .model("other")
            .temperature(0.5)
            .topP(0.9)
            .topK(7)
            .maxTokens(77)
            .stop("END")
            .presencePenalty(0.1)
            .frequencyPenalty(0.2)
            .tools(WEATHER)
            .toolChoice(ToolChoice.REQUIRED)
            .build();
    try (ChatServer server = sending("STOP", USAGE, "{\"text\":\"x\"}")) {
      model(server).withOptions(options).invoke("Hi");

      ChatExchange exchange = server.nextExchange();
      JsonNode config = exchange.request().path("generationConfig");
      assertThat(exchange.head()).startsWith("POST /v1/models/other:streamGenerateContent");
      assertThat(config.path("temperature").doubleValue()).isEqualTo(0.5);
      assertThat(config.path("topP").doubleValue()).isEqualTo(0.9);
      assertThat(config.path("topK").intValue()).isEqualTo(7);
      assertThat(config.path("maxOutputTokens").intValue()).isEqualTo(77);
      assertThat(config.at("/stopSequences/0").stringValue()).isEqualTo("END");
      assertThat(config.path("presencePenalty").doubleValue()).isEqualTo(0.1);
      assertThat(config.path("frequencyPenalty").doubleValue()).isEqualTo(0.2);
      assertThat(exchange.request().findValuesAsString("name")).contains("weather");
      assertThat(exchange.request().at("/toolConfig/functionCallingConfig/mode").stringValue())
          .isEqualTo("ANY");
    }
  }

  @Test
  void theSchemaIsInGeminisWords() throws Exception {
    try (ChatServer server =
        sending("STOP", USAGE, "{\"text\":\"{\\\"name\\\":\\\"Fiji\\\",\\\"people\\\":9}\"}")) {
      assertThat(COUNTRY.from(model(server)).invoke(ChatPrompt.of("Which?")))
          .isEqualTo(new Country("Fiji", 9, Optional.empty()));

      JsonNode config = server.nextExchange().request().path("generationConfig");
      assertThat(config.path("responseMimeType").stringValue()).isEqualTo("application/json");
      assertThat(config.toString()).contains("\"people\"", "\"capital\"");
    }
  }

  @Test
  void picturesReachTheProvider() throws Exception {
    try (ChatServer server = sending("STOP", USAGE, "{\"text\":\"x\"}")) {
      model(server)
          .invoke(
              ChatPrompt.of(
                  ChatMessage.system("Be brief."),
                  ChatMessage.user("What?", Media.image(new byte[] {1, 2, 3}, "image/png"))));

      JsonNode request = server.nextExchange().request();
      assertThat(request.at("/systemInstruction/parts/0/text").stringValue())
          .isEqualTo("Be brief.");
      assertThat(request.at("/contents/0/parts/1/inlineData/data").stringValue()).isEqualTo("AQID");
    }
  }

  @Test
  void signaturesOfCallsGoBackByteForByte() throws Exception {
    String signature = "EqoBCkgIARABGAIiQL8/+a==";
    String call =
        "{\"functionCall\":{\"id\":\"c1\",\"name\":\"weather\",\"args\":{\"city\":\"Rome\"}},\"thoughtSignature\":\"%s\"}"
            .formatted(signature);
    try (ChatServer server =
        sending("STOP", USAGE, "{\"text\":\"Let me look.\",\"thought\":true}", call)) {
      ChatModel model = model(server);
      AiMessage answer =
          model.withOptions(ChatOptions.builder().tools(WEATHER).build()).invoke("Rain in Rome?");
      assertThat(answer.toolCalls())
          .extracting(ToolCall::name, ToolCall::arguments)
          .containsExactly(tuple("weather", "{\"city\":\"Rome\"}"));
      assertThat(answer.parts()).hasAtLeastOneElementOfType(Reasoning.class);
      server.nextExchange();

      model.invoke(
          ChatPrompt.of(
              ChatMessage.user("Rain in Rome?"),
              answer,
              ChatMessage.tool(answer.toolCalls().get(0), "yes")));

      JsonNode parts = server.nextExchange().request().at("/contents/1/parts");
      assertThat(List.copyOf(parts.findValuesAsString("thoughtSignature")))
          .containsExactly(signature);
      assertThat(parts.toString()).contains("\"functionCall\"");
    }
  }

  @Test
  void aRefusedRequestIsAnError() {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.error("400 Bad Request", "Wrong order."))) {
      assertThatThrownBy(() -> model(server).invoke("Hi")).hasMessageContaining("Wrong order.");
    }
  }

  /** Other clients of Gemini come without the classes of LangChain4j's. */
  @Test
  void theClassesOfTheClientDecideRatherThanItsProvider() {
    Dialect other =
        Dialect.of(ModelProvider.GOOGLE_AI_GEMINI, DefaultChatRequestParameters.EMPTY, Set.of());

    assertThat(other).isNotInstanceOf(GeminiDialect.class);
    assertThat(other.provider()).isEqualTo("google");
  }
}
