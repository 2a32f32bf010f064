package dev.runnel.spring.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.spring.TestApps;
import dev.runnel.testkit.ScriptedChatModel;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** A real request to an application that has a registry. */
@Timeout(60)
class ObservedRequestTest {
  /** Has what Spring Boot's actuator would make. */
  @EnableAutoConfiguration
  @RestController
  static class Application {
    private final BlockingQueue<Observation.Context> observed = new LinkedBlockingQueue<>();

    @Bean
    ObservationRegistry registry() {
      ObservationRegistry registry = ObservationRegistry.create();
      registry
          .observationConfig()
          .observationHandler(
              new ObservationHandler<>() {
                @Override
                public void onStop(Observation.Context context) {
                  if ("runnel.run".equals(context.getName())) {
                    observed.add(context);
                  }
                }

                @Override
                public boolean supportsContext(Observation.Context context) {
                  return true;
                }
              });
      return registry;
    }

    @Bean
    ServerHttpObservationFilter filter(ObservationRegistry registry) {
      return new ServerHttpObservationFilter(registry);
    }

    @GetMapping("/joke")
    ChunkStream<AiMessageChunk> joke(@RequestParam String topic) {
      return ScriptedChatModel.of("Why", " not?").stream(topic);
    }
  }

  @Test
  void itsRunStandsBelowIt() throws Exception {
    try (ConfigurableApplicationContext context =
        SpringApplication.run(
            Application.class,
            "--server.port=0",
            "--spring.main.banner-mode=off",
            TestApps.WITHOUT_SECURITY)) {
      int port = TestApps.port(context);
      URI uri = URI.create("http://localhost:" + port + "/joke?topic=parrots");
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());

      assertThat(response.body()).contains("event: end");
      Observation.Context run = context.getBean(Application.class).observed.take();
      assertThat(run.getParentObservation()).isNotNull();
      assertThat(run.getParentObservation().getContextView().getName())
          .isEqualTo("http.server.requests");
    }
  }
}
