package dev.runnel.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.Gate;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Asks a WebFlux application on a real port. */
@Timeout(60)
class FluxTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static ConfigurableApplicationContext app;

  /** The controllers of the other application, in WebFlux. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(exclude = ReactiveWebSecurityAutoConfiguration.class)
  @Import(WebApp.Streams.class)
  static class FluxApp {
    @Bean
    Gate gate() {
      return new Gate();
    }

    @Bean
    ScriptedChatModel model(Gate gate) {
      return new WebApp().model(gate);
    }
  }

  @BeforeAll
  static void start() {
    app =
        new SpringApplicationBuilder(FluxApp.class)
            .web(WebApplicationType.REACTIVE)
            .run("--server.port=0", "--spring.main.banner-mode=off");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static HttpRequest request(String path) {
    int port = ((WebServerApplicationContext) app).getWebServer().getPort();
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return CLIENT.send(request(path), BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/publisher", "/call"})
  void whatAControllerStreamsArrivesAsEventsWithEachSpaceAndLineEnd(String path) throws Exception {
    HttpResponse<String> response = get(path + "?topic=parrots");

    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    assertThat(response.body().lines().filter(line -> line.startsWith("data: \"")))
        .containsExactly("data: \"Why\"", "data: \" not\\n\"", "data: \"\\tany?\"");
    assertThat(response.body()).contains("\n\nevent: end\n").endsWith("\n\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/publisher", "/call"})
  void aFailureBeforeTheFirstChunkIsTheControllersToAnswer(String path) throws Exception {
    HttpResponse<String> response = get(path + "?topic=nothing");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).isEqualTo("No topic.");
  }

  @Test
  void aFailureAfterTheFirstChunkIsAnEventThatTellsNothingOfIt() throws Exception {
    assertThat(get("/stream?topic=half").body())
        .contains("data: \"Why\"\n\nevent: error\n")
        .doesNotContain("secret")
        .doesNotContain("event: end");
  }

  @Test
  void aClientThatLeavesASilentRunCancelsItAtOnce() throws Exception {
    ScriptedChatModel model = app.getBean(ScriptedChatModel.class);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                CLIENT.send(request("/stream?topic=pause"), BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8))) {
      assertThat(lines.lines().filter(line -> line.startsWith("data: ")).findFirst())
          .contains("data: \"Why\"");
    }

    model.lastRun().awaitEnd();
    assertThat(model.lastRun().wasCancelled()).isTrue();
  }
}
