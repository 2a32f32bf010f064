package dev.runnel.example.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ChatApplicationTest {
  private HttpClient browser = newBrowser();

  @LocalServerPort private int port;

  private static HttpClient newBrowser() {
    return HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://localhost:" + port + path);
    return browser.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> ask(String question) throws Exception {
    return get("/chat?question=" + URLEncoder.encode(question, StandardCharsets.UTF_8));
  }

  private String answer(String question) throws Exception {
    return ask(question)
        .body()
        .lines()
        .filter(line -> line.startsWith("data: \""))
        .map(line -> line.substring(7, line.length() - 1))
        .collect(Collectors.joining());
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
  void callsTheToolThatTheModelAsksFor() throws Exception {
    assertThat(answer("What is the weather?")).isEqualTo("It is: Rain in Rome");
    assertThat(answer("What time is it?")).matches("It is: \\d\\d:\\d\\d in Europe/Rome");
  }

  @Test
  void remembersWhatASessionHasAsked() throws Exception {
    answer("I like parrots.");

    assertThat(answer("What was before?"))
        .isEqualTo("Before you said: I like parrots.. Now: What was before?");
    browser = newBrowser();
    assertThat(answer("And before?")).isEqualTo("Before you said: . Now: And before?");
  }

  @Test
  void answersFromTheNotesThatFit() throws Exception {
    assertThat(answer("When does the canteen serve lunch?"))
        .isEqualTo(
            "In the notes: The canteen serves lunch from 12 to 14. There is a vegan dish each day.");
  }

  @Test
  void tracesEachRunBelowItsRequest() throws Exception {
    answer("Is the weather of note?");
    JsonNode trace = traceOfChat();

    assertThat(names(trace, ""))
        .containsExactly(
            "http get /chat",
            "  invoke_workflow answer",
            "    words",
            "    retrieval notes",
            "    ask",
            "    model",
            "      invoke_agent model",
            "        chat ScriptedModel",
            "        execute_tool weather",
            "        chat ScriptedModel");
    assertThat(get("/actuator/traces").body()).doesNotContain("weather of note");
  }

  /** The span of a request ends when its client has read the answer already. */
  private JsonNode traceOfChat() throws Exception {
    while (true) {
      for (JsonNode trace : JsonMapper.shared().readTree(get("/actuator/traces").body())) {
        if (trace.path("name").asString().equals("http get /chat")
            && trace.toString().contains("execute_tool weather")) {
          return trace;
        }
      }
    }
  }

  private static List<String> names(JsonNode span, String indent) {
    List<String> names = new ArrayList<>(List.of(indent + span.path("name").asString()));
    span.path("below").forEach(below -> names.addAll(names(below, indent + "  ")));
    return names;
  }

  @Test
  void measuresTheModel() throws Exception {
    answer("What is the weather?");

    assertThat(get("/actuator/metrics/gen_ai.client.operation.duration").body())
        .contains("\"statistic\":\"COUNT\"");
    assertThat(get("/actuator/metrics/runnel.run?tag=runnel.name:weather").body())
        .contains("\"statistic\":\"COUNT\"");
    assertThat(get("/actuator/prometheus").body())
        .contains("gen_ai_client_operation_duration_seconds_count{");
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
