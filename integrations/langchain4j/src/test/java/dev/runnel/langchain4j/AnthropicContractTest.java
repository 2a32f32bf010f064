package dev.runnel.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.adapter.AnthropicContract;

/** LangChain4j's client of Anthropic over our HTTP client. */
class AnthropicContractTest implements AnthropicContract {
  @Override
  public ChatModel model(String baseUrl) {
    return LangChain4jChatModel.of(
        AnthropicStreamingChatModel.builder()
            .baseUrl(baseUrl)
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
}
