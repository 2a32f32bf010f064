package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.LangChain4jException;
import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.example.chains.GuardedJokes;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.ScriptedRun;
import dev.runnel.testkit.VirtualClock;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that fails three times: what is tried again, and what is not. */
class FlakyTest {
  private static final String TIME = "\\d+\\.\\d\\d s ";

  private final VirtualClock clock = new VirtualClock();
  private final RunConfig config = RunConfig.DEFAULT.withClock(clock);

  @Test
  void aWholeJokeIsToldAfterThreeFailures() {
    Session session = Session.plain();
    assertThat(session.run("flaky", "--pace", "0")).as(session.err.shown()).isZero();
    assertThat(session.out.shown())
        .isEqualTo(String.join("", Seed.stream("prompt_model_str")).strip() + "\n");
    List<String> told = session.err.shown().lines().toList();
    assertThat(told).as(session.err.shown()).hasSize(5);
    assertThat(told.get(0))
        .matches(TIME + "model: RateLimitException: 429 Too many requests, asks to wait 1 s");
    assertThat(told.get(1))
        .matches(TIME + "model: InternalServerException: 503 Service unavailable");
    assertThat(told.get(2)).matches(TIME + "model, 5 chunks: .*The connection broke .*");
    assertThat(told.get(3)).matches(TIME + "backup, 29 chunks: answered");
    assertThat(told.get(4)).startsWith("First chunk after ");
  }

  @Test
  void whatWasStreamedStaysAndNothingIsTriedAgain() {
    Session session = Session.plain();
    assertThat(session.run("flaky", "--stream", "--pace", "0")).isEqualTo(1);
    assertThat(session.out.shown()).isEqualTo(" Here|'s| a| silly| joke\n");
    List<String> told = session.err.shown().lines().toList();
    assertThat(told).as(session.err.shown()).hasSize(5);
    assertThat(told.get(2)).matches(TIME + "model, 5 chunks: .*The connection broke .*");
    assertThat(told.get(3)).startsWith("Failed: ").contains("The connection broke ");
    assertThat(told.get(4)).contains(", 5 tokens, ");
  }

  @Test
  void eventsShowEachAttemptWithItsError() {
    Session session = Session.plain();
    assertThat(session.run("events", "flaky", "--pace", "0", "--include-type", "chat_model"))
        .as(session.err.shown())
        .isZero();
    List<JsonNode> ends =
        session
            .out
            .shown()
            .lines()
            .map(JsonMapper.shared()::readTree)
            .filter(event -> event.path("event").asString().matches(".*_(error|end)"))
            .toList();
    assertThat(ends.stream().map(FlakyTest::told))
        .containsExactly(
            "on_chat_model_error model RateLimitException",
            "on_chat_model_error model InternalServerException",
            "on_chat_model_error model LangChain4jException",
            "on_chat_model_end backup ");
    assertThat(ends.stream().map(event -> event.path("run_id").asString()).distinct()).hasSize(4);
    assertThat(ends.get(1).path("tags").toString()).contains("retry:attempt:2");
    assertThat(ends.get(2).path("tags").toString()).contains("retry:attempt:3");
  }

  private static String told(JsonNode event) {
    String error = event.at("/data/error/type").asString("");
    return "%s %s %s"
        .formatted(
            event.path("event").asString(),
            event.path("name").asString(),
            error.substring(error.lastIndexOf('.') + 1));
  }

  @Test
  void theServersWaitIsKeptInPlaceOfTheChainsOwn() {
    FlakyJoke joke = new FlakyJoke(ScriptedChatModel.of("a", "b"), GuardedJokes::joke);
    assertThat(joke.withConfig(config).invoke("parrots")).isEqualTo("ab");
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(400));
  }

  @Test
  void whatWasReadBeforeTheCutComesBeforeTheError() {
    ScriptedChatModel model = ScriptedChatModel.of("1", "2", "3", "4", "5", "6", "7");
    List<String> read = new ArrayList<>();
    try (ChunkStream<String> chunks =
        new FlakyJoke(model, GuardedJokes::streamedJoke).withConfig(config).stream("parrots")) {
      assertThatThrownBy(() -> chunks.forEach(read::add))
          .isInstanceOf(LangChain4jException.class)
          .hasMessageContaining("The connection broke");
    }
    assertThat(read).containsExactly("1", "2", "3", "4", "5");
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void closingTheStreamEndsTheServerAndWhatItAsked() throws Exception {
    Gate gate = new Gate();
    ScriptedChatModel model = ScriptedChatModel.of(Script.of("1", "2").gatedBy(gate));
    ChunkStream<String> chunks =
        new FlakyJoke(model, GuardedJokes::streamedJoke).withConfig(config).stream("parrots");
    CompletableFuture<String> first = CompletableFuture.supplyAsync(chunks::next);
    gate.awaitWaiting();
    gate.open();
    assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("1");
    assertThat(serverThreads()).isNotEmpty();

    chunks.close();

    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
    assertThat(serverThreads()).isEmpty();
  }

  @Test
  void aClosedServerTakesNoRequests() {
    FlakyServer server = FlakyServer.start(ScriptedChatModel.of("a"));
    URI url = URI.create(server.url());
    server.close();
    assertThatThrownBy(() -> new Socket(url.getHost(), url.getPort()).close())
        .isInstanceOf(ConnectException.class);
  }

  /** Returns the threads that wait for requests. */
  private static List<Thread> serverThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("HTTP-Dispatcher") && thread.isAlive())
        .toList();
  }
}
