package dev.runnel.testkit.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatOptions;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Media;
import dev.runnel.model.ResponseFormat;
import java.net.URI;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Options and media reach the provider. */
public interface RequestContract extends AdapterContract {
  /** The options that all providers have stand in the request. */
  @Test
  default void optionsReachTheProvider() throws Exception {
    JsonNode request =
        asked(
            ChatPrompt.of("Hi")
                .withOptions(
                    ChatOptions.builder()
                        .model("other")
                        .temperature(0.5)
                        .topP(0.9)
                        .maxTokens(77)
                        .stop("END", "\n")
                        .presencePenalty(0.1)
                        .frequencyPenalty(0.2)
                        .build()));

    assertThat(request.path("model").stringValue()).isEqualTo("other");
    assertThat(request.path("temperature").doubleValue()).isEqualTo(0.5);
    assertThat(request.path("top_p").doubleValue()).isEqualTo(0.9);
    assertThat(request.path("max_tokens").intValue()).isEqualTo(77);
    assertThat(request.path("stop").toString()).isEqualTo("[\"END\",\"\\n\"]");
    assertThat(request.path("presence_penalty").doubleValue()).isEqualTo(0.1);
    assertThat(request.path("frequency_penalty").doubleValue()).isEqualTo(0.2);
  }

  /** What is not set is left to the provider. */
  @Test
  default void whatIsNotSetIsLeftOut() throws Exception {
    JsonNode request = asked(ChatPrompt.of("Hi"));

    assertThat(request.path("model").stringValue()).isNotEmpty();
    assertThat(request.propertyNames())
        .doesNotContain("top_p", "max_tokens", "stop", "presence_penalty", "tools", "tool_choice");
  }

  /** A schema for the answer stands in the request, whole. */
  @Test
  default void aSchemaOfTheAnswerReachesTheProvider() throws Exception {
    ResponseFormat format =
        ResponseFormat.jsonSchema(
            "answer",
            "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":3}},"
                + "\"required\":[\"n\"],\"additionalProperties\":false}");

    JsonNode asked =
        asked(ChatPrompt.of("Hi").withOptions(ChatOptions.DEFAULT.withResponseFormat(format)));

    assertThat(asked.at("/response_format/type").stringValue()).isEqualTo("json_schema");
    assertThat(asked.at("/response_format/json_schema/schema/properties/n/minimum").intValue())
        .isEqualTo(3);
  }

  /** Pictures stand behind the text, by their bytes or by their address. */
  @Test
  default void picturesReachTheProvider() throws Exception {
    JsonNode content =
        asked(
                ChatPrompt.of(
                    ChatMessage.user(
                        "What is this?",
                        Media.image(new byte[] {1, 2, 3}, "image/png"),
                        Media.image(URI.create("http://localhost/a.png")))))
            .at("/messages/0/content");

    assertThat(content.at("/0/text").stringValue()).isEqualTo("What is this?");
    assertThat(content.at("/1/image_url/url").stringValue())
        .isEqualTo("data:image/png;base64,AQID");
    assertThat(content.at("/2/image_url/url").stringValue()).isEqualTo("http://localhost/a.png");
  }

  private JsonNode asked(ChatPrompt prompt) throws InterruptedException {
    try (ChatServer server =
        ChatServer.start(exchange -> exchange.startEvents().text("x").finish("stop").done())) {
      assertThat(model(server.baseUrl()).invoke(prompt).text()).isEqualTo("x");
      return server.nextExchange().request();
    }
  }
}
