package dev.runnel.example.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ChatApplicationTest {
  private final HttpClient client = HttpClient.newHttpClient();

  @LocalServerPort private int port;

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://localhost:" + port + path);
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> ask(String question) throws Exception {
    return get("/chat?question=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
  }

  @Test
  void streamsTheAnswerWordByWord() throws Exception {
    List<String> data =
        ask("Why parrots?").body().lines().filter(line -> line.startsWith("data: \"")).toList();

    assertThat(data)
        .containsExactly(
            "data: \"You\"", "data: \" said:\"", "data: \" Why\"", "data: \" parrots?\"");
  }

  @Test
  void refusesABlankQuestion() throws Exception {
    assertThat(ask(" ").statusCode()).isEqualTo(400);
  }

  @Test
  void servesThePage() throws Exception {
    assertThat(get("/").body()).contains("new EventSource(`/chat?question=");
  }
}
