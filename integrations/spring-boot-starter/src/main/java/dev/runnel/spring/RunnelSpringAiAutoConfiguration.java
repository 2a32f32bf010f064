package dev.runnel.spring;

import dev.runnel.springai.CancellableCalls;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpObservationInterceptor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.anthropic.http.okhttp.AnthropicHttpClientBuilderCustomizer;
import org.springframework.ai.openai.http.okhttp.OpenAiHttpClientBuilderCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets the HTTP calls of the models that Spring AI makes end with their runs and stand below them:
 * its HTTP clients get an interceptor, and {@link AdapterBeans} gives the same calls to the models'
 * components.
 *
 * <p>Spring AI's own interceptor observes a call before any other interceptor is asked, on a thread
 * that knows nothing of the run. So it is replaced by one that comes after.
 */
@AutoConfiguration(before = RunnelAutoConfiguration.class)
@ConditionalOnClass({CancellableCalls.class, Interceptor.class, OkHttpObservationInterceptor.class})
public class RunnelSpringAiAutoConfiguration {
  /** The name that Spring AI gives to the observations of its HTTP client. */
  private static final String CALL = "okhttp.requests";

  @Bean
  @ConditionalOnMissingBean
  CancellableCalls runnelCancellableCalls(ObjectProvider<ObservationRegistry> registries) {
    ObservationRegistry registry = registries.getIfUnique(() -> ObservationRegistry.NOOP);
    return CancellableCalls.carrying(
        () -> {
          @Nullable Observation current = registry.getCurrentObservation();
          return current == null ? () -> () -> {} : () -> current.openScope()::close;
        });
  }

  private static Interceptor observing(ObjectProvider<ObservationRegistry> registries) {
    ObservationRegistry registry = registries.getIfUnique(() -> ObservationRegistry.NOOP);
    return OkHttpObservationInterceptor.builder(registry, CALL).build();
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(OpenAiHttpClientBuilderCustomizer.class)
  static class OpenAi {
    @Bean
    OpenAiHttpClientBuilderCustomizer runnelOpenAiCalls(
        CancellableCalls calls, ObjectProvider<ObservationRegistry> registries) {
      return http ->
          http.observationRegistry(ObservationRegistry.NOOP)
              .interceptor(calls.interceptor())
              .interceptor(observing(registries));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(AnthropicHttpClientBuilderCustomizer.class)
  static class Anthropic {
    @Bean
    AnthropicHttpClientBuilderCustomizer runnelAnthropicCalls(
        CancellableCalls calls, ObjectProvider<ObservationRegistry> registries) {
      return http ->
          http.observationRegistry(ObservationRegistry.NOOP)
              .interceptor(calls.interceptor())
              .interceptor(observing(registries));
    }
  }
}
