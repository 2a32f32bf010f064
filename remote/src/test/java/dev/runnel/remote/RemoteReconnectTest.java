package dev.runnel.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.StreamClosedException;
import dev.runnel.remote.CuttingProxy.Cut;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.ServeResponse;
import dev.runnel.serve.StreamStore;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams whose connections break. */
@Timeout(120)
class RemoteReconnectTest {
  private static final String[] CHUNKS = {"Why", " did\n", "\u2028the", " parrot?"};

  /** Of an answer without any byte, the JDK's client asks again by itself. */
  private static final long HALF_A_HEAD = 20;

  private static final Duration WITHIN = Duration.ofSeconds(20);

  private final Gate gate = new Gate();
  private RunnelServer server = RunnelServer.builder().start(0);

  @AfterEach
  void stop() {
    server.close();
  }

  private ScriptedChatModel serve(Script script, StreamStore store) {
    ScriptedChatModel model = ScriptedChatModel.builder().otherwise(script).build();
    start(builder(model).resumable(store, Duration.ofMinutes(5)));
    return model;
  }

  private static RunnelServer.Builder builder(ScriptedChatModel model) {
    return RunnelServer.serve(new JokesRunnables(model).joke(), "/joke")
        .options(ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50)));
  }

  private void start(RunnelServer.Builder builder) {
    server.close();
    server = builder.start(0);
  }

  private static RemoteRunnel<String, String, String> joke(CuttingProxy proxy, int attempts) {
    return RemoteRunnel.<String>ofText(proxy.uri("/joke"))
        .withReconnect(RetryPolicy.ofAttempts(attempts).withDelay(Duration.ofMillis(1)), WITHIN);
  }

  /**
   * Whatever came, the reader has it once and in order. The two ways to cut take turns, so that the
   * answer is cut at each byte.
   */
  @ParameterizedTest
  @EnumSource
  void goesOnWhereverItIsCut(Cut cut) throws Exception {
    serve(Script.of(CHUNKS), StreamStore.inMemory());
    long length;
    try (CuttingProxy proxy = new CuttingProxy(server.port(), cut, number -> CuttingProxy.ALL)) {
      assertThat(joke(proxy, 1).stream("parrots").toList()).containsExactly(CHUNKS);
      length = proxy.passed();
    }
    int wentOn = 0;
    for (long at = cut.ordinal(); at < length; at += Cut.values().length) {
      long limit = at;
      try (CuttingProxy proxy =
          new CuttingProxy(server.port(), cut, number -> number == 1 ? limit : CuttingProxy.ALL)) {
        List<String> came = new ArrayList<>();
        try {
          joke(proxy, 2).stream("parrots").forEach(came::add);
          assertThat(came).as("cut at byte %d", at).containsExactly(CHUNKS);
          wentOn += proxy.comebacks();
        } catch (RemoteRunException neverHeardOfTheRun) {
          assertThat(came).as("cut at byte %d", at).isEmpty();
          assertThat(proxy.comebacks()).isZero();
        }
      }
    }
    assertThat(wentOn).as("of %d bytes", length).isPositive();
  }

  @ParameterizedTest
  @EnumSource
  void goesOnBehindEachEvent(Cut cut) throws Exception {
    ScriptedChatModel model = serve(Script.of(CHUNKS).gatedBy(gate), StreamStore.inMemory());
    try (CuttingProxy proxy = new CuttingProxy(server.port(), cut, number -> CuttingProxy.ALL);
        ChunkStream<String> chunks = joke(proxy, 2).stream("parrots")) {
      for (String expected : CHUNKS) {
        gate.open();
        assertThat(chunks.next()).isEqualTo(expected);
        proxy.cut();
      }
      gate.openForGood();
      assertThat(chunks.hasNext()).isFalse();
      assertThat(proxy.comebacks()).isBetween(CHUNKS.length - 1, CHUNKS.length);
    }
    assertThat(model.runs()).hasSize(1);
  }

  @Test
  void waitsForAServerThatIsNotThereForAWhile() throws Exception {
    serve(Script.of(CHUNKS).gatedBy(gate), StreamStore.inMemory());
    try (CuttingProxy proxy =
            new CuttingProxy(
                server.port(),
                Cut.RESET,
                number -> number == 1 || number == 4 ? CuttingProxy.ALL : HALF_A_HEAD);
        ChunkStream<String> chunks = joke(proxy, 4).stream("parrots")) {
      gate.open();
      assertThat(chunks.next()).isEqualTo(CHUNKS[0]);
      proxy.cut();
      gate.openForGood();

      assertThat(chunks.toList()).containsExactly(CHUNKS[1], CHUNKS[2], CHUNKS[3]);
      assertThat(proxy.comebacks()).isEqualTo(3);
    }
  }

  @Test
  void givesUpAfterTheLastAttemptAndEndsTheRun() throws Exception {
    ScriptedChatModel model = serve(Script.of("Why").await(gate), StreamStore.inMemory());
    try (CuttingProxy proxy =
            new CuttingProxy(
                server.port(),
                Cut.END,
                number -> number == 1 || number > 3 ? CuttingProxy.ALL : HALF_A_HEAD);
        ChunkStream<String> chunks = joke(proxy, 3).stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
      proxy.cut();

      assertThatThrownBy(chunks::hasNext)
          .isInstanceOf(RemoteRunException.class)
          .hasMessageContaining("/joke");
      assertThat(proxy.comebacks()).isEqualTo(2);
      chunks.close();
      Eventually.isTrue(() -> model.lastRun().wasCancelled());
    }
  }

  @Test
  void givesUpWhenItsTimeIsOver() throws Exception {
    serve(Script.of("Why").await(gate), StreamStore.inMemory());
    try (CuttingProxy proxy =
            new CuttingProxy(
                server.port(), Cut.END, number -> number == 1 ? CuttingProxy.ALL : HALF_A_HEAD);
        ChunkStream<String> chunks =
            joke(proxy, 2)
                .withReconnect(
                    RetryPolicy.ofAttempts(Integer.MAX_VALUE)
                        .withDelay(Duration.ofMillis(20))
                        .withMultiplier(1),
                    Duration.ofMillis(200))
                .stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
      proxy.cut();

      assertThatThrownBy(chunks::hasNext).isInstanceOf(RemoteRunException.class);
      assertThat(proxy.comebacks()).isBetween(1, 12);
    }
  }

  @Test
  void doesNotComeBackWhereTheServerKeepsNoStreams() throws Exception {
    ScriptedChatModel model =
        ScriptedChatModel.builder().otherwise(Script.of("Why").await(gate)).build();
    start(builder(model));
    try (CuttingProxy proxy = new CuttingProxy(server.port(), Cut.END, number -> CuttingProxy.ALL);
        ChunkStream<String> chunks = joke(proxy, 5).stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
      proxy.cut();

      assertThatThrownBy(chunks::hasNext)
          .isInstanceOf(RemoteRunException.class)
          .hasMessageContaining("was broken");
      assertThat(proxy.comebacks()).isZero();
    }
    assertThat(model.runs()).hasSize(1);
  }

  /** The store takes the first chunk and not the second one. */
  @Test
  void doesNotComeBackToWhatIsKeptNoMore() throws Exception {
    serve(Script.of("Why", "x".repeat(2000), "y").await(gate), StreamStore.inMemory(10, 1000));
    try (CuttingProxy proxy = new CuttingProxy(server.port(), Cut.END, number -> CuttingProxy.ALL);
        ChunkStream<String> chunks = joke(proxy, 5).stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
      assertThat(chunks.next()).hasSize(2000);
      assertThat(chunks.next()).isEqualTo("y");
      proxy.cut();

      assertThatThrownBy(chunks::hasNext).hasMessageContaining("was broken");
      assertThat(proxy.comebacks()).isZero();
    }
  }

  @Test
  void takesARefusalForAnEnd() throws Exception {
    ScriptedChatModel model = ScriptedChatModel.of(Script.of("Why").await(gate));
    start(
        builder(model)
            .guard(
                request ->
                    request.method().equals("GET")
                        ? Optional.of(ServeResponse.text(403, "No way back.\n"))
                        : Optional.empty())
            .resumable(StreamStore.inMemory(), Duration.ofMinutes(5)));
    try (CuttingProxy proxy = new CuttingProxy(server.port(), Cut.END, number -> CuttingProxy.ALL);
        ChunkStream<String> chunks = joke(proxy, 5).stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
      proxy.cut();

      assertThatThrownBy(chunks::hasNext)
          .isInstanceOfSatisfying(
              RemoteRunException.class, refused -> assertThat(refused.status()).isEqualTo(403))
          .hasMessageContaining("No way back.");
      assertThat(proxy.comebacks()).isEqualTo(1);
    }
  }

  @Test
  void aReaderThatWaitsForTheNextAttemptIsLetGoWhenAnotherThreadCloses() throws Exception {
    serve(Script.of("Why").await(gate), StreamStore.inMemory());
    try (CuttingProxy proxy =
        new CuttingProxy(server.port(), Cut.END, number -> CuttingProxy.ALL)) {
      ChunkStream<String> chunks =
          joke(proxy, 2)
              .withReconnect(
                  RetryPolicy.ofAttempts(2).withDelay(Duration.ofSeconds(25)),
                  Duration.ofMinutes(1))
              .stream("parrots");
      assertThat(chunks.next()).isEqualTo("Why");
      Background<Boolean> reading = Background.run(chunks::hasNext);
      proxy.cut();

      chunks.close();

      assertThat(reading.failure()).isInstanceOf(StreamClosedException.class);
    }
  }

  @Test
  void knowsAnEventByItsIdOnlyWhenItHasComeWhole() throws Exception {
    EventReader reader =
        new EventReader(
            new ByteArrayInputStream(
                "id: 1\ndata: a\n\nid: 2\n\nid: 3\ndata: b\n".getBytes(StandardCharsets.UTF_8)));

    assertThat(reader.next()).isEqualTo(new EventReader.Event("message", "a"));
    assertThat(reader.lastId()).isEqualTo("1");
    assertThat(reader.next()).isNull();
    assertThat(reader.lastId()).isEqualTo("2");
  }
}
