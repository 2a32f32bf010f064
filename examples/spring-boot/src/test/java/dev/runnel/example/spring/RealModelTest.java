package dev.runnel.example.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.adapter.ChatServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** With a key the application asks a provider: here a server that speaks OpenAI's language. */
@Timeout(60)
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = "runnel.serve.heartbeat=200ms")
class RealModelTest {
  private static final ChatServer PROVIDER =
      ChatServer.start(
          exchange -> {
            exchange.startEvents().text("From 9");
            if (exchange.request().toString().contains("forever")) {
              exchange.awaitDisconnect();
            } else {
              exchange.text(" to 17.").finish("stop").usage(9, 4).done();
            }
          });

  @LocalServerPort private int port;

  @DynamicPropertySource
  static void provider(DynamicPropertyRegistry properties) {
    properties.add("openai.api.key", () -> "none");
    properties.add("openai.base.url", PROVIDER::baseUrl);
  }

  @AfterAll
  static void stop() {
    PROVIDER.close();
  }

  private HttpRequest asking(String question) {
    return HttpRequest.newBuilder(
            URI.create("http://localhost:" + port + "/chat?question=" + question))
        .build();
  }

  @Test
  void asksTheProviderWithNotesAndTools() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(asking("Is+the+office+open?"), BodyHandlers.ofString());

    assertThat(answer.body()).contains("data: \"From 9\"", "data: \" to 17.\"");
    JsonNode request = PROVIDER.nextExchange().request();
    assertThat(request.at("/messages/0/content").toString())
        .contains("The office is open from 9 to 17");
    assertThat(request.path("tools").findValuesAsString("name"))
        .containsExactlyInAnyOrder("weather", "time");
  }

  @Test
  void aPageThatIsLeftEndsTheCall() throws Exception {
    HttpResponse<Stream<String>> answer =
        HttpClient.newHttpClient().send(asking("Go+on+forever"), BodyHandlers.ofLines());
    try (Stream<String> lines = answer.body()) {
      assertThat(lines.anyMatch(line -> line.contains("From 9"))).isTrue();
    }

    PROVIDER.nextExchange().awaitOver();
    assertThat(PROVIDER.failures()).isEmpty();
  }
}
