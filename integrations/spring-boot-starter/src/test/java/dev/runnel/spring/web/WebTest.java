package dev.runnel.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.Background;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Asks a real application on a real port. */
@Timeout(60)
class WebTest {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static ConfigurableApplicationContext app;

  /** Sends heartbeats soon. */
  private static ConfigurableApplicationContext beating;

  private static ConfigurableApplicationContext start(String heartbeat, String... more) {
    Stream<String> usual =
        Stream.of(
            "--server.port=0",
            "--server.shutdown=graceful",
            "--runnel.serve.heartbeat=" + heartbeat,
            "--runnel.serve.max-body=100B",
            "--spring.security.user.name=user",
            "--spring.security.user.password=secret",
            "--spring.main.banner-mode=off");
    return SpringApplication.run(
        WebApp.class, Stream.concat(usual, Stream.of(more)).toArray(String[]::new));
  }

  @BeforeAll
  static void startOnce() {
    app = start("15s");
    beating = start("50ms", "--runnel.serve.playground=true");
  }

  @AfterAll
  static void stop() {
    app.close();
    beating.close();
  }

  private static HttpRequest.Builder request(ConfigurableApplicationContext app, String path) {
    int port = ((WebServerApplicationContext) app).getWebServer().getPort();
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(request(app, path));
  }

  private static HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(app, path).POST(BodyPublishers.ofString(body)));
  }

  private static BufferedReader lines(HttpResponse<InputStream> response) {
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  private static BufferedReader open(ConfigurableApplicationContext app, String path)
      throws Exception {
    return lines(CLIENT.send(request(app, path).build(), BodyHandlers.ofInputStream()));
  }

  private static String read(BufferedReader lines, String start) throws IOException {
    String line = lines.readLine();
    while (line != null && !line.startsWith(start)) {
      line = lines.readLine();
    }
    assertThat(line).as("a line that starts with '%s'", start).isNotNull();
    return line;
  }

  private static List<String> data(String body) {
    return body.lines().filter(line -> line.startsWith("data: ")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/publisher", "/call"})
  void whatAControllerStreamsArrivesAsEventsWithEachSpaceAndLineEnd(String path) throws Exception {
    HttpResponse<String> response = get(path + "?topic=parrots");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    assertThat(data(response.body()).subList(0, 3))
        .containsExactly("data: \"Why\"", "data: \" not\\n\"", "data: \"\\tany?\"");
    assertThat(response.body()).contains("\n\nevent: end\n").endsWith("\n\n");
  }

  @Test
  void objectsArriveAsJson() throws Exception {
    assertThat(data(get("/lines").body()).subList(0, 2))
        .containsExactly(
            "data: {\"number\":1,\"text\":\" a\"}", "data: {\"number\":2,\"text\":\"b\\n\"}");
  }

  @Test
  void aPublisherThatProducesSomethingElseIsSprings() throws Exception {
    assertThat(get("/list").body()).isEqualTo("[{\"number\":1,\"text\":\"a\"}]");
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
    HttpResponse<String> response = get("/stream?topic=half");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("data: \"Why\"\n\nevent: error\n")
        .doesNotContain("secret")
        .doesNotContain("event: end");
  }

  @Test
  void aFailureAfterTheFirstHeartbeatIsAnEvent() throws Exception {
    Gate gate = beating.getBean(Gate.class);
    try (BufferedReader lines = open(beating, "/stream?topic=late")) {
      read(lines, ": keep-alive");
      gate.awaitWaiting();
      gate.open();

      read(lines, "event: error");
    }
  }

  @Test
  void aHandlerThatGivesNullIsAnError() throws Exception {
    assertThat(get("/null").statusCode()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"silence", "pause"})
  void aClientThatLeavesASilentRunCancelsIt(String topic) throws Exception {
    ScriptedChatModel model = beating.getBean(ScriptedChatModel.class);
    try (BufferedReader lines = open(beating, "/stream?topic=" + topic)) {
      read(lines, ": keep-alive");
      beating.getBean(Gate.class).awaitWaiting();
    }

    model.lastRun().awaitEnd();
    assertThat(model.lastRun().wasCancelled()).isTrue();
  }

  @Test
  void anApplicationThatStopsEndsItsStreamsWithAnError() throws Exception {
    ConfigurableApplicationContext other = start("15s");
    try (BufferedReader lines = open(other, "/stream?topic=pause")) {
      assertThat(read(lines, "data: ")).isEqualTo("data: \"Why\"");
      other.getBean(Gate.class).awaitWaiting();
      Background<Integer> stopping =
          Background.run(
              () -> {
                other.close();
                return 0;
              });
      read(lines, "event: error");
      assertThat(read(lines, "data: ")).contains("The server is stopping.");
      stopping.result();
    }
  }

  @Test
  void aMountedChainSpeaksThePlainProtocolAndLangServes() throws Exception {
    assertThat(data(get("/mounted/riddle?input=two+parrots").body()).get(0))
        .isEqualTo("data: \"Why\"");
    assertThat(app.getBean(ScriptedChatModel.class).lastRequest().text())
        .isEqualTo("Ask a riddle about two parrots");
    assertThat(post("/mounted/riddle", "\"parrots\"").body()).contains("event: end\n");
    assertThat(post("/mounted/riddle/invoke", "{\"input\":\"parrots\"}").body())
        .contains("\"output\":\"Why not\\n\\tany?\"");
    assertThat(post("/mounted/riddle/whole", "\"parrots\"").body())
        .isEqualTo("\"Why not\\n\\tany?\"");
  }

  @Test
  void aMountedChainRefusesWhatItCannotAnswer() throws Exception {
    assertThat(post("/mounted/riddle", "{}").statusCode()).isEqualTo(422);
    assertThat(post("/mounted/riddle/nowhere", "{}").statusCode()).isEqualTo(404);
    assertThat(post("/mounted/riddle", "\"" + "x".repeat(100) + "\"").statusCode()).isEqualTo(413);
    assertThat(
            send(request(app, "/mounted/riddle?input=a").header("Origin", "http://evil.example"))
                .statusCode())
        .isEqualTo(403);
  }

  private static HttpRequest.Builder asUser(String path) {
    byte[] credentials = "user:secret".getBytes(StandardCharsets.UTF_8);
    return request(app, path)
        .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/guarded/stream?topic=parrots", "/guarded/riddle?input=parrots"})
  void securityIsSprings(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(401);
    assertThat(send(asUser(path)).body()).contains("event: end\n");
  }

  @Test
  void aRunSeesWhoAsks() throws Exception {
    assertThat(send(asUser("/guarded/name")).body()).contains("data: \"user\"\n");
  }

  @Test
  void aClientOfAMountedChainComesBack() throws Exception {
    BufferedReader first = open(beating, "/mounted/riddle?input=pause");
    String id = read(first, "id: ").substring(4);
    read(first, "data: \"Why\"");
    first.close();
    String last = id.replace(".0", ".1");

    BufferedReader second =
        lines(
            CLIENT.send(
                request(beating, "/mounted/riddle?input=pause")
                    .header("Last-Event-ID", last)
                    .build(),
                BodyHandlers.ofInputStream()));
    beating.getBean(Gate.class).open();

    assertThat(read(second, "data: ")).isEqualTo("data: \" not?\"");
    assertThat(read(second, "event: ")).isEqualTo("event: end");
    HttpResponse<String> stopped =
        send(request(beating, "/mounted/riddle/" + id.replace(".0", "/stream")).DELETE());
    assertThat(stopped.statusCode()).isEqualTo(204);
  }

  @Test
  void thePlaygroundIsThereWhereItIsSwitchedOn() throws Exception {
    HttpResponse<String> moved = send(request(beating, "/playground"));
    assertThat(moved.statusCode()).isEqualTo(308);
    assertThat(moved.headers().firstValue("Location")).hasValue("playground/");

    HttpResponse<String> page = send(request(beating, "/playground/"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<title>Runnel playground</title>");
    assertThat(page.headers().firstValue("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
    assertThat(send(request(beating, "/playground/main.js")).statusCode()).isEqualTo(200);
    assertThat(send(request(beating, "/playground/chains")).body())
        .contains("{\"path\":\"/mounted/riddle\",\"name\":\"riddle\"}");
    assertThat(send(request(beating, "/playground/chains/mounted/riddle/graph")).body())
        .contains("\"nodes\"");

    assertThat(
            send(request(beating, "/playground/chains/mounted/riddle/stream_events")
                    .POST(BodyPublishers.ofString("{\"input\":\"parrots\"}")))
                .body())
        .contains("on_chat_model_stream", "event: end");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/playground", "/playground/", "/playground/chains"})
  void thePlaygroundIsNotThereUnlessItIsSwitchedOn(String path) throws Exception {
    assertThat(get(path).statusCode()).isEqualTo(404);
  }
}
