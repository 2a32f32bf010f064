package dev.runnel.spring;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.runnel.langchain4j.CancellableHttpClient;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;

/**
 * Makes the HTTP client of the model that LangChain4j's starter for OpenAI makes: one whose calls
 * end with their runs. That starter takes the bean of this name, if there is one before it.
 */
@AutoConfiguration(
    beforeName = {
      "dev.langchain4j.openai.spring.AutoConfig",
      "dev.langchain4j.openai.spring.OpenAiAutoConfig",
      "dev.langchain4j.openai.spring.OpenAiAutoConfiguration"
    })
@ConditionalOnClass({HttpClientBuilder.class, JdkHttpClient.class})
public class RunnelLangChain4jAutoConfiguration {
  static final String STREAMING = "openAiStreamingChatModelHttpClientBuilder";

  /** Taken only by its name; each model gets its own, since a model sets timeouts on it. */
  @Bean(name = STREAMING, defaultCandidate = false)
  @Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
  @ConditionalOnMissingBean(name = STREAMING)
  HttpClientBuilder runnelStreamingHttpClientBuilder() {
    return CancellableHttpClient.builder();
  }
}
