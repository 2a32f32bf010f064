package dev.runnel.spring.web;

import static dev.runnel.spring.web.RunningApp.read;
import static dev.runnel.spring.web.RunningApp.sendAsync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.Gate;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.BufferedReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;

/** What WebFlux sees without a heartbeat: that a client has left. */
@Timeout(60)
class FluxTest {
  private static RunningApp app;

  @BeforeAll
  static void start() {
    app = RunningApp.start(WebApplicationType.REACTIVE, "1h");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static void assertCancelled() {
    ScriptedChatModel model = app.bean(ScriptedChatModel.class);
    model.lastRun().awaitEnd();
    assertThat(model.lastRun().wasCancelled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream?topic=pause", "/mounted/riddle?input=pause"})
  void aClientThatLeavesBetweenChunksCancelsTheRunAtOnce(String path) throws Exception {
    try (BufferedReader lines = app.open(path)) {
      read(lines, "data: \"Why\"");
      app.bean(Gate.class).awaitWaiting();
    }

    assertCancelled();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/stream?topic=silence", "/mounted/riddle?input=silence"})
  void aClientThatLeavesBeforeTheFirstChunkCancelsTheRunAtOnce(String path) throws Exception {
    CompletableFuture<HttpResponse<String>> answer = sendAsync(app.request(path));
    app.bean(Gate.class).awaitWaiting();
    answer.cancel(true);

    assertCancelled();
  }

  @Test
  void aClientThatDoesNotWaitForAWholeCancelsItsRunAtOnce() throws Exception {
    CompletableFuture<HttpResponse<String>> answer =
        sendAsync(
            app.request("/mounted/riddle/invoke")
                .POST(BodyPublishers.ofString("{\"input\":\"silence\"}")));
    app.bean(Gate.class).awaitWaiting();
    answer.cancel(true);

    assertCancelled();
  }
}
