package dev.runnel.example;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.langchain4j.CancellableHttpClient;
import dev.runnel.langchain4j.LangChain4jChatModel;
import dev.runnel.model.ChatModel;
import org.jspecify.annotations.Nullable;

/** Reaches real models, through LangChain4j. */
enum Provider {
  /** OpenAI, and each server that speaks its API. */
  OPENAI("OPENAI_API_KEY") {
    @Override
    ChatModel model(String name, @Nullable String key, @Nullable String baseUrl) {
      OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder builder =
          OpenAiStreamingChatModel.builder()
              .modelName(name)
              .httpClientBuilder(CancellableHttpClient.builder());
      if (key != null) {
        builder.apiKey(key);
      }
      if (baseUrl != null) {
        builder.baseUrl(baseUrl);
      }
      return LangChain4jChatModel.of(builder.build());
    }
  },

  /** Anthropic. */
  ANTHROPIC("ANTHROPIC_API_KEY") {
    @Override
    ChatModel model(String name, @Nullable String key, @Nullable String baseUrl) {
      AnthropicStreamingChatModel.AnthropicStreamingChatModelBuilder builder =
          AnthropicStreamingChatModel.builder()
              .modelName(name)
              .apiKey(key == null ? "none" : key) // the client insists on one
              .httpClientBuilder(CancellableHttpClient.builder());
      if (baseUrl != null) {
        builder.baseUrl(baseUrl);
      }
      return LangChain4jChatModel.of(builder.build());
    }
  };

  private final String keyVariable;

  Provider(String keyVariable) {
    this.keyVariable = keyVariable;
  }

  /** Returns the provider of that name; null if there is none. */
  static @Nullable Provider of(String name) {
    for (Provider provider : values()) {
      if (provider.name().equalsIgnoreCase(name)) {
        return provider;
      }
    }
    return null;
  }

  /** Returns the environment variable that holds the key. */
  String keyVariable() {
    return keyVariable;
  }

  /**
   * Makes a model. Nothing is sent before it is asked.
   *
   * @param name the provider's name of the model
   * @param key the key; null for a server that wants none
   * @param baseUrl where the API is; null for the provider's own address
   */
  abstract ChatModel model(String name, @Nullable String key, @Nullable String baseUrl);
}
