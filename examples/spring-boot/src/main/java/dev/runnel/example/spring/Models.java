package dev.runnel.example.spring;

import dev.runnel.model.ChatModel;
import dev.runnel.springai.CancellableCalls;
import dev.runnel.springai.SpringAiChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The model: OpenAI's, if there is a key, or one that needs none. */
@Configuration(proxyBeanMethods = false)
class Models {
  /**
   * With a starter of Spring AI instead, its model's bean would be taken by itself. The calls and
   * what adds them to the HTTP client are Runnel's: a page that is left ends the call at once.
   */
  @Bean
  ChatModel model(
      @Value("${openai.api.key:}") String key,
      @Value("${openai.base.url:https://api.openai.com/v1}") String baseUrl,
      @Value("${openai.model:gpt-5-mini}") String model,
      CancellableCalls calls,
      OpenAiHttpClientBuilderCustomizer withCalls) {
    if (key.isBlank()) {
      return new ScriptedModel();
    }
    return SpringAiChatModel.of(
        OpenAiChatModel.builder()
            .options(
                OpenAiChatOptions.builder()
                    .apiKey(key)
                    .baseUrl(baseUrl)
                    .model(model)
                    .streamUsage(true)
                    .build())
            .httpClientBuilderCustomizer(withCalls)
            .build(),
        calls);
  }
}
