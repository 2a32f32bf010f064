package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.runnel.answer.AnswerException;
import dev.runnel.answer.AnswerType;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.schema.JsonSchema;
import dev.runnel.schema.SchemaDialect;
import dev.runnel.testkit.adapter.AnthropicEvents;
import dev.runnel.testkit.adapter.ChatExchange;
import dev.runnel.testkit.adapter.ChatServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Structured answers as they stand in requests, and as providers give them. */
@Timeout(60)
class StructuredOverHttpTest {
  /** What is asked for. */
  record Country(String name, int people, Optional<String> capital) {}

  private static final JsonSchema SCHEMA =
      JsonSchema.of(
          """
          {"type": "object", "properties": {
            "name": {"type": "string", "minLength": 1},
            "people": {"type": "integer", "minimum": 1},
            "capital": {"type": ["string", "null"]}},
           "required": ["name", "people"]}
          """);
  private static final AnswerType<Country> COUNTRY = AnswerType.of(SCHEMA, Country.class);
  private static final ChatPrompt PROMPT = ChatPrompt.of("Which?");
  private static final String FIJI = "{\"name\":\"Fiji\",\"people\":9,\"capital\":null}";

  private static ChatServer answering(String... texts) {
    Queue<String> left = new ConcurrentLinkedQueue<>(new ArrayDeque<>(List.of(texts)));
    return ChatServer.start(
        exchange -> exchange.startEvents().text(left.remove()).finish("stop").done());
  }

  @Test
  void openAiEnforcesTheSchemaInItsOwnWords() throws Exception {
    try (ChatServer server = answering(FIJI)) {
      Country fiji = COUNTRY.from(OpenAiOverHttpTest.model(server)).invoke(PROMPT);

      assertThat(fiji).isEqualTo(new Country("Fiji", 9, Optional.empty()));
      JsonNode format = server.nextExchange().request().path("response_format");
      assertThat(format.path("type").stringValue()).isEqualTo("json_schema");
      assertThat(format.at("/json_schema/name").stringValue()).isEqualTo("Country");
      assertThat(format.at("/json_schema/strict").booleanValue()).isTrue();
      assertThat(format.at("/json_schema/schema").toString())
          .isEqualTo(SchemaDialect.OPENAI.narrow(SCHEMA).schema().toJson());
      assertThat(format.at("/json_schema/schema/required")).hasSize(3);
    }
  }

  @Test
  void whatOpenAiCannotEnforceIsNotStrict() throws Exception {
    JsonSchema map =
        JsonSchema.of("{\"type\":\"object\",\"additionalProperties\":{\"type\":\"integer\"}}");
    AnswerType<JsonNode> numbers = AnswerType.of(map, JsonNode.class);
    try (ChatServer server = answering("{\"a\":1}")) {
      assertThat(numbers.from(OpenAiOverHttpTest.model(server)).invoke(PROMPT))
          .isEqualTo(JsonMapper.shared().readTree("{\"a\":1}"));

      JsonNode format = server.nextExchange().request().at("/response_format/json_schema");
      assertThat(format.path("strict").booleanValue()).isFalse();
      assertThat(format.path("schema").toString()).isEqualTo(map.toJson());
    }
  }

  @Test
  void aClientThatTakesNoFormatsIsToldInWords() {
    List<dev.langchain4j.model.chat.request.ChatRequest> requests = new ArrayList<>();
    dev.langchain4j.model.chat.ChatModel plain =
        new dev.langchain4j.model.chat.ChatModel() {
          @Override
          public ChatResponse doChat(dev.langchain4j.model.chat.request.ChatRequest request) {
            requests.add(request);
            return ChatResponse.builder()
                .aiMessage(dev.langchain4j.data.message.AiMessage.from(FIJI))
                .build();
          }
        };

    assertThat(COUNTRY.from(LangChain4jChatModel.of(plain)).invoke(PROMPT).people()).isEqualTo(9);

    assertThat(requests.get(0).responseFormat()).isNull();
    assertThat(requests.get(0).messages().toString())
        .contains("Which?", "JSON schema", SCHEMA.toJson());
  }

  @Test
  void anthropicGetsItsOutputFormat() throws Exception {
    try (ChatServer server =
        ChatServer.start(
            exchange -> AnthropicEvents.start(exchange).text(FIJI).end("end_turn", 9))) {
      Country fiji = COUNTRY.from(claude(server)).invoke(PROMPT);

      assertThat(fiji.name()).isEqualTo("Fiji");
      JsonNode format = server.nextExchange().request().at("/output_config/format");
      assertThat(format.path("type").stringValue()).isEqualTo("json_schema");
      JsonNode people = format.at("/schema/properties/people");
      assertThat(people.path("description").stringValue()).contains("minimum: 1");
      assertThat(people.has("minimum")).isFalse();
      assertThat(format.at("/schema/additionalProperties").booleanValue(true)).isFalse();
    }
  }

  @Test
  void aRefusalOfOpenAiIsOne() {
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange
                    .startEvents()
                    .event(ChatExchange.delta("{\"refusal\":\"I can\"}", null))
                    .event(ChatExchange.delta("{\"refusal\":\"not.\"}", null))
                    .finish("stop")
                    .done())) {
      AnswerException refused =
          catchThrowableOfType(
              AnswerException.class,
              () -> COUNTRY.from(OpenAiOverHttpTest.model(server)).invoke(PROMPT));
      assertThat(refused.reason()).isEqualTo(AnswerException.Reason.REFUSED);
      assertThat(refused.text()).isEqualTo("I cannot.");
    }
  }

  @Test
  void aRefusalOfOneThatDoesNotStreamIsOne() {
    String body =
        """
        {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m",
         "choices": [{"index": 0, "finish_reason": "stop",
                      "message": {"role": "assistant", "content": null, "refusal": "No."}}],
         "usage": {"prompt_tokens": 5, "completion_tokens": 2, "total_tokens": 7}}
        """;
    try (ChatServer server =
        ChatServer.start(
            exchange ->
                exchange.raw(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length()
                        + "\r\n\r\n"
                        + body))) {
      ChatModel model =
          LangChain4jChatModel.of(
              OpenAiChatModel.builder()
                  .baseUrl(server.baseUrl())
                  .apiKey("none")
                  .modelName("m")
                  .maxRetries(0)
                  .build());
      AnswerException refused =
          catchThrowableOfType(AnswerException.class, () -> COUNTRY.from(model).invoke(PROMPT));
      assertThat(refused.text()).isEqualTo("No.");
    }
  }

  @Test
  void anAnswerIsRepaired() throws Exception {
    try (ChatServer server = answering("{\"name\":\"Fiji\",\"people\":0}", FIJI)) {
      Country fiji = COUNTRY.from(OpenAiOverHttpTest.model(server)).withRepairs(1).invoke(PROMPT);

      assertThat(fiji.people()).isEqualTo(9);
      server.nextExchange();
      JsonNode messages = server.nextExchange().request().path("messages");
      assertThat(messages.findValuesAsString("role")).containsExactly("user", "assistant", "user");
      assertThat(messages.at("/2/content").stringValue()).contains("/people must be at least 1");
    }
  }

  private static ChatModel claude(ChatServer server) {
    return LangChain4jChatModel.of(
        AnthropicStreamingChatModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("none")
            .modelName("claude")
            .httpClientBuilder(CancellableHttpClient.builder())
            .build());
  }
}
