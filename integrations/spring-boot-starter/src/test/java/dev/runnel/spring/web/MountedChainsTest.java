package dev.runnel.spring.web;

import static dev.runnel.spring.web.RunningApp.data;
import static dev.runnel.spring.web.RunningApp.open;
import static dev.runnel.spring.web.RunningApp.read;
import static dev.runnel.spring.web.RunningApp.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.Gate;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.BufferedReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

/** Asks chains that are served without a controller, in Spring MVC and in WebFlux. */
@Timeout(60)
@ParameterizedClass
@EnumSource(
    value = WebApplicationType.class,
    names = {"SERVLET", "REACTIVE"})
class MountedChainsTest {
  private static RunningApp app;

  /** Keeps the events of streams, and has the playground. */
  private static RunningApp keeping;

  @Parameter WebApplicationType kind;

  @BeforeParameterizedClassInvocation
  static void start(WebApplicationType kind) {
    app = RunningApp.start(kind, "50ms", "--runnel.serve.allowed-origins=http://ours.example");
    keeping =
        RunningApp.start(kind, "15s", "--runnel.serve.playground=true", "--test.resumable=true");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    app.close();
    keeping.close();
  }

  @Test
  void itSpeaksThePlainProtocolAndLangServes() throws Exception {
    HttpResponse<String> response = app.get("/mounted/riddle?input=two+parrots");
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    assertThat(data(response.body()).subList(0, 3))
        .containsExactly("data: \"Why\"", "data: \" not\\n\"", "data: \"\\tany?\"");
    assertThat(response.body()).contains("\n\nevent: end\n").endsWith("\n\n");
    assertThat(app.bean(ScriptedChatModel.class).lastRequest().text())
        .isEqualTo("Ask a riddle about two parrots");
    assertThat(app.post("/mounted/riddle", "\"parrots\"").body()).contains("event: end\n");
    assertThat(app.post("/mounted/riddle/invoke", "{\"input\":\"parrots\"}").body())
        .contains("\"output\":\"Why not\\n\\tany?\"");
    assertThat(app.post("/mounted/riddle/whole", "\"parrots\"").body())
        .isEqualTo("\"Why not\\n\\tany?\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/mounted/riddle, event: end",
    "/mounted/chat, [DONE]",
    "/mounted/completions/chat/completions, [DONE]",
    "/mounted/agent, RUN_FINISHED"
  })
  void itSpeaksEachProtocolThatItIsMountedWith(String path, String end) throws Exception {
    String body =
        switch (path) {
          case "/mounted/riddle" -> "\"parrots\"";
          case "/mounted/agent" ->
              "{\"threadId\":\"t\",\"runId\":\"r\",\"messages\":"
                  + "[{\"id\":\"1\",\"role\":\"user\",\"content\":\"a\"}]}";
          case "/mounted/chat" ->
              "{\"messages\":[{\"id\":\"1\",\"role\":\"user\",\"parts\":"
                  + "[{\"type\":\"text\",\"text\":\"a\"}]}]}";
          default ->
              "{\"model\":\"completions\",\"stream\":true,\"messages\":"
                  + "[{\"role\":\"user\",\"content\":\"a\"}]}";
        };
    HttpResponse<String> response = app.post(path, body);
    assertThat(response.body()).contains("Why", end);
    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void eachChunkArrivesBeforeTheNextOneIsMade() throws Exception {
    Gate gate = app.bean(Gate.class);
    try (BufferedReader lines = app.open("/mounted/riddle?input=pause")) {
      assertThat(read(lines, "data: \"")).isEqualTo("data: \"Why\"");
      gate.awaitWaiting();
      gate.open();
      assertThat(read(lines, "data: \"")).isEqualTo("data: \" not?\"");
      read(lines, "event: end");
    }
  }

  @Test
  void itRefusesWhatItCannotAnswerByAStatus() throws Exception {
    assertThat(app.post("/mounted/riddle", "{}").statusCode()).isEqualTo(422);
    assertThat(app.post("/mounted/riddle/nowhere", "{}").statusCode()).isEqualTo(404);
    assertThat(send(app.request("/mounted/riddle").DELETE()).statusCode()).isEqualTo(405);
    HttpResponse<String> tooLarge = app.post("/mounted/riddle", "\"" + "x".repeat(1000) + "\"");
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(tooLarge.body()).contains("runnel.serve.max-body");
  }

  @Test
  void aFailureOfAnAnswerThatIsWholeIsAStatus() throws Exception {
    HttpResponse<String> response = app.post("/mounted/riddle/invoke", "{\"input\":\"nothing\"}");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).doesNotContain("No topic.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "half"})
  void aFailureOfAStreamIsAnEventThatTellsNothingOfIt(String topic) throws Exception {
    assertThat(app.get("/mounted/riddle?input=" + topic).body())
        .contains("event: error\n")
        .doesNotContain("secret", "No topic.", "event: end");
  }

  @ParameterizedTest
  @CsvSource({"http://evil.example, 403", "http://ours.example, 200"})
  void aPageOfAnotherOriginHasToBeAllowed(String origin, int status) throws Exception {
    assertThat(send(app.request("/mounted/riddle?input=a").header("Origin", origin)).statusCode())
        .isEqualTo(status);
  }

  @Test
  void securityIsSprings() throws Exception {
    assertThat(app.get("/guarded/riddle?input=parrots").statusCode()).isEqualTo(401);
    assertThat(send(app.asUser("/guarded/riddle?input=parrots")).body()).contains("event: end\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"silence", "pause"})
  void aClientThatLeavesASilentRunCancelsIt(String topic) throws Exception {
    ScriptedChatModel model = app.bean(ScriptedChatModel.class);
    try (BufferedReader lines = app.open("/mounted/riddle?input=" + topic)) {
      read(lines, ": keep-alive");
      app.bean(Gate.class).awaitWaiting();
    }

    model.lastRun().awaitEnd();
    assertThat(model.lastRun().wasCancelled()).isTrue();
  }

  @Test
  void aClientWhoseEventsAreKeptComesBack() throws Exception {
    BufferedReader first = keeping.open("/mounted/riddle?input=pause");
    String id = read(first, "id: ").substring(4);
    read(first, "data: \"Why\"");
    first.close();
    String last = id.replace(".0", ".1");

    BufferedReader second =
        open(keeping.request("/mounted/riddle?input=pause").header("Last-Event-ID", last));
    keeping.bean(Gate.class).open();

    assertThat(read(second, "data: ")).isEqualTo("data: \" not?\"");
    assertThat(read(second, "event: ")).isEqualTo("event: end");
    HttpResponse<String> stopped =
        send(keeping.request("/mounted/riddle/" + id.replace(".0", "/stream")).DELETE());
    assertThat(stopped.statusCode()).isEqualTo(204);
  }

  @Test
  void thePlaygroundIsThereWhereItIsSwitchedOn() throws Exception {
    HttpResponse<String> moved = keeping.get("/playground");
    assertThat(moved.statusCode()).isEqualTo(308);
    assertThat(moved.headers().firstValue("Location")).hasValue("playground/");

    HttpResponse<String> page = keeping.get("/playground/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Runnel playground</title>");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    assertThat(keeping.get("/playground/main.js").statusCode()).isEqualTo(200);
    assertThat(keeping.get("/playground/chains").body())
        .contains("{\"path\":\"/mounted/riddle\",\"name\":\"riddle\"}");
    assertThat(keeping.get("/playground/chains/mounted/riddle/graph").body()).contains("\"nodes\"");

    assertThat(
            send(keeping
                    .request("/playground/chains/mounted/riddle/stream_events")
                    .POST(BodyPublishers.ofString("{\"input\":\"parrots\"}")))
                .body())
        .contains("on_chat_model_stream", "event: end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/playground", "/playground/", "/playground/chains"})
  void thePlaygroundIsNotThereUnlessItIsSwitchedOn(String path) throws Exception {
    assertThat(app.get(path).statusCode()).isEqualTo(404);
  }
}
