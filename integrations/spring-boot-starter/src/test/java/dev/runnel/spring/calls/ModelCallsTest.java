package dev.runnel.spring.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.runnel.ChunkStream;
import dev.runnel.langchain4j.CancellableHttpClient;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.adapter.ChatExchange;
import dev.runnel.testkit.adapter.ChatServer;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.ObservationView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The calls of models that starters of other libraries make, to a real server. */
@Timeout(60)
class ModelCallsTest {
  private static final String MODEL = "runnel.type=chat_model";

  /** Has what Spring Boot's actuator would make. */
  @EnableAutoConfiguration
  @Configuration(proxyBeanMethods = false)
  static class Application {
    /** For each observation that has started, those that it stands below, itself first. */
    private final List<List<String>> started = new CopyOnWriteArrayList<>();

    @Bean
    ObservationRegistry registry() {
      ObservationRegistry registry = ObservationRegistry.create();
      registry
          .observationConfig()
          .observationHandler(
              new ObservationHandler<>() {
                @Override
                public void onStart(Observation.Context context) {
                  started.add(path(context));
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                  return true;
                }
              });
      return registry;
    }

    static List<String> path(Observation.ContextView context) {
      List<String> path = new ArrayList<>();
      Observation.@Nullable ContextView at = context;
      while (at != null) {
        path.add(at.getName() + " " + at.getLowCardinalityKeyValues());
        @Nullable ObservationView parent = at.getParentObservation();
        at = parent == null ? null : parent.getContextView();
      }
      return path;
    }
  }

  /** Makes its model as the starter of LangChain4j does. */
  static class WithLangChain4j extends Application {
    @Bean
    StreamingChatModel openAiStreamingChatModel(
        @Qualifier("openAiStreamingChatModelHttpClientBuilder") HttpClientBuilder http,
        @Value("${server}") String server,
        ObjectProvider<ChatModelListener> listeners) {
      return OpenAiStreamingChatModel.builder()
          .httpClientBuilder(http)
          .baseUrl(server)
          .apiKey("none")
          .modelName("gpt-x")
          .listeners(listeners.orderedStream().toList())
          .build();
    }

    /** As one that makes a span of the call. */
    @Bean
    ChatModelListener listener(ObservationRegistry registry) {
      return new ChatModelListener() {
        @Override
        public void onRequest(ChatModelRequestContext request) {
          Observation.createNotStarted("call", registry).observe(() -> {});
        }
      };
    }
  }

  private static ChatServer silentAfterOneChunk() {
    return ChatServer.start(
        exchange -> {
          exchange.startEvents().text("one");
          exchange.awaitDisconnect();
        });
  }

  private static ConfigurableApplicationContext start(Class<?> application, String... properties) {
    return new SpringApplicationBuilder(application)
        .web(WebApplicationType.NONE)
        .properties("spring.main.banner-mode=off")
        .run(Arrays.stream(properties).map(property -> "--" + property).toArray(String[]::new));
  }

  /** Closes a stream while the model is silent; returns once its call has ended. */
  private static ChatExchange closeWhileSilent(
      ConfigurableApplicationContext context, ChatServer server) throws InterruptedException {
    ChunkStream<AiMessageChunk> stream = context.getBean(ChatModel.class).stream("Go on");
    assertThat(stream.next().text()).isEqualTo("one");
    stream.close();
    ChatExchange exchange = server.nextExchange();
    exchange.awaitOver();
    assertThat(server.failures()).isEmpty();
    assertThat(server.openConnections()).isZero();
    return exchange;
  }

  @Test
  @Tag("boot4")
  void callsOfSpringAisModelEndWithTheirRunAndStandBelowIt() throws Exception {
    try (ChatServer server = silentAfterOneChunk();
        ConfigurableApplicationContext context =
            start(
                Application.class,
                "spring.ai.model.chat=openai",
                "spring.ai.openai.base-url=" + server.baseUrl(),
                "spring.ai.openai.api-key=none")) {
      ChatExchange exchange = closeWhileSilent(context, server);

      assertThat(exchange.head()).doesNotContainIgnoringCase("x-runnel");
      for (String own : List.of("okhttp.requests ", "gen_ai.client.operation ")) {
        assertThat(context.getBean(Application.class).started)
            .filteredOn(path -> path.get(0).startsWith(own))
            .hasSize(1)
            .allSatisfy(path -> assertThat(path.get(1)).contains(MODEL));
      }
    }
  }

  @Test
  void callsOfLangChain4jsModelEndWithTheirRunAndStandBelowIt() throws Exception {
    try (ChatServer server = silentAfterOneChunk();
        ConfigurableApplicationContext context =
            start(WithLangChain4j.class, "server=" + server.baseUrl())) {
      closeWhileSilent(context, server);

      assertThat(context.getBean(Application.class).started)
          .filteredOn(path -> path.get(0).startsWith("call "))
          .hasSize(1)
          .allSatisfy(path -> assertThat(path.get(1)).contains(MODEL));
    }
  }

  /** An application has its own: then LangChain4j's model has that. */
  @Configuration(proxyBeanMethods = false)
  static class WithOwnClient extends WithLangChain4j {
    @Bean
    HttpClientBuilder openAiStreamingChatModelHttpClientBuilder() {
      return CancellableHttpClient.builder().maxBytes(7);
    }
  }

  @Test
  void anHttpClientOfTheApplicationIsTaken() {
    try (ConfigurableApplicationContext context =
        start(WithOwnClient.class, "server=http://localhost:1/v1")) {
      assertThat(context.getBeansOfType(HttpClientBuilder.class)).hasSize(1);
      assertThat(context.getBean(HttpClientBuilder.class))
          .isSameAs(context.getBean("openAiStreamingChatModelHttpClientBuilder"));
    }
  }
}
