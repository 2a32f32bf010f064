package dev.runnel.springai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

class ModelMetadataTest {
  @ParameterizedTest
  @CsvSource({
    "org.springframework.ai.openai.OpenAiChatModel, openai",
    "org.springframework.ai.anthropic.AnthropicChatModel, anthropic",
    "org.springframework.ai.bedrock.converse.BedrockProxyChatModel, bedrock",
    "org.springframework.ai.google.genai.GoogleGenAiChatModel, google",
    "org.springframework.ai.mistralai.MistralAiChatModel, mistral",
    "org.springframework.ai.ollama.OllamaChatModel, ollama",
    "org.springframework.ai.chat.model.ChatModel, ",
    "org.springframework.ai.Model, ",
    "com.example.openai.Model, "
  })
  void thePackageOfAModelNamesItsProvider(String className, String provider) {
    assertThat(ModelMetadata.provider(className)).isEqualTo(provider);
  }

  @Test
  void ofAModelOfTheApplicationsOwnOnlyItsOptionsAreKnown() {
    assertThat(SpringAiChatModel.of(StubModel.of(Flux.empty())).config().metadata())
        .isEqualTo(Map.of(RunConfig.REQUEST_MODEL, "stub-1"));
  }
}
