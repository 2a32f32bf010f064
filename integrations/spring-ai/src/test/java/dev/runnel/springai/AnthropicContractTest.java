package dev.runnel.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.adapter.AnthropicContract;
import dev.runnel.testkit.adapter.ChatServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import tools.jackson.databind.JsonNode;

/** Spring AI's model of Anthropic. */
class AnthropicContractTest implements AnthropicContract {
  private final CancellableCalls calls = new CancellableCalls();

  @AfterEach
  void noCallIsLeft() {
    Eventually.isZero(calls::open);
  }

  @Override
  public ChatModel model(String baseUrl) {
    return SpringAiChatModel.of(
        AnthropicChatModel.builder()
            .options(
                AnthropicChatOptions.builder()
                    .baseUrl(baseUrl.substring(0, baseUrl.length() - "/v1".length()))
                    .apiKey("none")
                    .model("claude")
                    .maxTokens(2000)
                    .thinkingEnabled(1024)
                    .maxRetries(0)
                    .build())
            .httpClientBuilderCustomizer(http -> http.interceptor(calls.interceptor()))
            .build(),
        calls);
  }

  /** Spring AI does not tell what was thought while an answer streams, only its signature. */
  @Test
  @Override
  public void thoughtsTextAndCallsComeInTheirOrder() {
    try (ChatServer server = thinking()) {
      AiMessage answer = model(server.baseUrl()).withOptions(tools()).invoke("Rain in Rome?");

      assertThat(answer.parts())
          .containsExactly(
              Reasoning.signed("", SIGNATURE, "anthropic"),
              new TextPart("I look."),
              new ToolCall("toolu_1", "weather", "{\"city\": \"Rome\"}"));
      assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }
  }

  /** Spring AI has no place for thoughts in a message to a model: all else is given back. */
  @Test
  @Override
  public void thoughtsAreGivenBack() throws Exception {
    JsonNode content = givenBack(THOUGHT).at("/1/content");

    assertThat(content.findValuesAsString("type")).containsExactly("text", "tool_use");
    assertThat(content.at("/0/text").stringValue()).isEqualTo("I look.");
    assertThat(content.at("/1/id").stringValue()).isEqualTo("toolu_1");
  }
}
