package dev.runnel.spring.web;

import static dev.runnel.spring.web.RunningApp.data;
import static dev.runnel.spring.web.RunningApp.read;
import static dev.runnel.spring.web.RunningApp.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.runnel.testkit.Gate;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.BufferedReader;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

/** Asks the controllers of a real application on a real port, in Spring MVC and in WebFlux. */
@Timeout(60)
@ParameterizedClass
@EnumSource(
    value = WebApplicationType.class,
    names = {"SERVLET", "REACTIVE"})
class WebTest {
  private static RunningApp app;

  /** Sends heartbeats soon. */
  private static RunningApp beating;

  @Parameter WebApplicationType kind;

  @BeforeParameterizedClassInvocation
  static void start(WebApplicationType kind) {
    app = RunningApp.start(kind, "15s");
    beating = RunningApp.start(kind, "50ms");
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    app.close();
    beating.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/publisher", "/call"})
  void whatAControllerStreamsArrivesAsEventsWithEachSpaceAndLineEnd(String path) throws Exception {
    HttpResponse<String> response = app.get(path + "?topic=parrots");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
    assertThat(data(response.body()).subList(0, 3))
        .containsExactly("data: \"Why\"", "data: \" not\\n\"", "data: \"\\tany?\"");
    assertThat(response.body()).contains("\n\nevent: end\n").endsWith("\n\n");
  }

  @Test
  void objectsArriveAsJson() throws Exception {
    assertThat(data(app.get("/lines").body()).subList(0, 2))
        .containsExactly(
            "data: {\"number\":1,\"text\":\" a\"}", "data: {\"number\":2,\"text\":\"b\\n\"}");
  }

  @Test
  void aPublisherThatProducesSomethingElseIsSprings() throws Exception {
    assertThat(app.get("/list").body()).isEqualTo("[{\"number\":1,\"text\":\"a\"}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream", "/publisher", "/call"})
  void aFailureBeforeTheFirstChunkIsTheControllersToAnswer(String path) throws Exception {
    HttpResponse<String> response = app.get(path + "?topic=nothing");

    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).isEqualTo("No topic.");
  }

  @Test
  void aFailureAfterTheFirstChunkIsAnEventThatTellsNothingOfIt() throws Exception {
    HttpResponse<String> response = app.get("/stream?topic=half");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body())
        .contains("data: \"Why\"\n\nevent: error\n")
        .doesNotContain("secret")
        .doesNotContain("event: end");
  }

  @Test
  void aFailureAfterTheFirstHeartbeatIsAnEvent() throws Exception {
    Gate gate = beating.bean(Gate.class);
    try (BufferedReader lines = beating.open("/stream?topic=late")) {
      read(lines, ": keep-alive");
      gate.awaitWaiting();
      gate.open();

      read(lines, "event: error");
    }
  }

  @Test
  void aHandlerThatGivesNullIsAnError() throws Exception {
    assertThat(app.get("/null").statusCode()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"silence", "pause"})
  void aClientThatLeavesASilentRunCancelsIt(String topic) throws Exception {
    ScriptedChatModel model = beating.bean(ScriptedChatModel.class);
    try (BufferedReader lines = beating.open("/stream?topic=" + topic)) {
      read(lines, ": keep-alive");
      beating.bean(Gate.class).awaitWaiting();
    }

    model.lastRun().awaitEnd();
    assertThat(model.lastRun().wasCancelled()).isTrue();
  }

  @Test
  void securityIsSprings() throws Exception {
    assertThat(app.get("/guarded/stream?topic=parrots").statusCode()).isEqualTo(401);
    assertThat(send(app.asUser("/guarded/stream?topic=parrots")).body()).contains("event: end\n");
  }

  @Test
  void aRunSeesWhoAsks() throws Exception {
    assumeTrue(kind == WebApplicationType.SERVLET, "A run of WebFlux knows nothing of the request");
    assertThat(send(app.asUser("/guarded/name")).body()).contains("data: \"user\"\n");
  }
}
