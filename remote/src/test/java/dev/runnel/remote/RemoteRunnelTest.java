package dev.runnel.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.ServeOptions;
import dev.runnel.serve.StreamStore;
import dev.runnel.server.RequestGuard;
import dev.runnel.server.RunnelServer;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class RemoteRunnelTest {
  record Question(String text, List<String> tags) {}

  record Answer(String text, int words) {}

  private final Gate gate = new Gate();
  private RunnelServer server = RunnelServer.builder().start(0);

  @AfterEach
  void stop() {
    server.close();
  }

  private ScriptedChatModel serve(Script... scripts) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder();
    for (Script script : scripts) {
      model.next(script);
    }
    ScriptedChatModel built = model.build();
    start(RunnelServer.serve(new JokesRunnables(built).joke(), "/joke"));
    return built;
  }

  private void start(RunnelServer.Builder builder) {
    server.close();
    server = builder.options(ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(50))).start(0);
  }

  private RemoteRunnel<String, String, String> joke(RemoteProtocol protocol) {
    return RemoteRunnel.<String>ofText(server.uri("/joke")).withProtocol(protocol);
  }

  @ParameterizedTest
  @EnumSource(RemoteProtocol.class)
  void streamsAsTheChainItselfDoes(RemoteProtocol protocol) {
    serve(Script.of(" Why", "\u2028not?\n"), Script.of("a", "b"));

    assertThat(joke(protocol).stream("parrots").toList()).containsExactly(" Why", "\u2028not?\n");
    assertThat(joke(protocol).invoke("parrots")).isEqualTo("ab");
  }

  @ParameterizedTest
  @EnumSource(RemoteProtocol.class)
  void givesAChunkBeforeTheNextOneIsMade(RemoteProtocol protocol) {
    serve(Script.of("Why", " not?").gatedBy(gate));
    try (ChunkStream<String> chunks = joke(protocol).stream("parrots")) {
      gate.open();
      assertThat(chunks.next()).isEqualTo("Why");
      gate.openForGood();
      assertThat(chunks.toList()).containsExactly(" not?");
    }
  }

  @ParameterizedTest
  @EnumSource(RemoteProtocol.class)
  void endsTheRunThereWhenItIsClosedHere(RemoteProtocol protocol) {
    ScriptedChatModel model = serve(Script.of("Why").await(gate));
    try (ChunkStream<String> chunks = joke(protocol).stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
    }
    Eventually.isTrue(() -> model.lastRun().wasCancelled());
  }

  @Test
  void endsTheRunThereAlsoWhereRunsGoOnWithoutTheirClients() {
    ScriptedChatModel model = ScriptedChatModel.of(Script.of("Why").await(gate));
    start(
        RunnelServer.serve(new JokesRunnables(model).joke(), "/joke")
            .resumable(StreamStore.inMemory(), Duration.ofMinutes(5)));

    try (ChunkStream<String> chunks = joke(RemoteProtocol.PLAIN).stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
    }

    Eventually.isTrue(() -> model.lastRun().wasCancelled());
  }

  @Test
  void asksForNoEndOfARunThatHasEnded() {
    AtomicInteger stops = new AtomicInteger();
    start(
        RunnelServer.serve(new JokesRunnables(ScriptedChatModel.of("Why")).joke(), "/joke")
            .guard(
                request -> {
                  if (request.method().equals("DELETE")) {
                    stops.incrementAndGet();
                  }
                  return Optional.empty();
                })
            .resumable(StreamStore.inMemory(), Duration.ofMinutes(5)));

    assertThat(joke(RemoteProtocol.PLAIN).invoke("parrots")).isEqualTo("Why");
    server.close();

    assertThat(stops).hasValue(0);
  }

  @Test
  void aWaitingReaderIsLetGoWhenAnotherThreadCloses() throws Exception {
    serve(Script.empty().await(gate));
    ChunkStream<String> chunks = joke(RemoteProtocol.PLAIN).stream("parrots");
    Background<List<String>> reading = Background.run(chunks::toList);
    gate.awaitWaiting();

    chunks.close();

    assertThat(reading.failure()).isInstanceOf(dev.runnel.StreamClosedException.class);
  }

  @ParameterizedTest
  @EnumSource(RemoteProtocol.class)
  void throwsWhatFailedBehindWhatWasStreamed(RemoteProtocol protocol) {
    serve(Script.of("Why").fail(new IOException("secret")));
    try (ChunkStream<String> chunks = joke(protocol).stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
      assertThatThrownBy(chunks::hasNext)
          .isInstanceOf(RemoteRunException.class)
          .hasMessageContaining("/joke")
          .hasMessageContaining("The run failed.")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void isTriedAgainUntilAChunkWasShown() {
    serve(Script.failing(new IOException("1")), Script.of("Why"));

    assertThat(
            joke(RemoteProtocol.PLAIN)
                .withRetry(RetryPolicy.ofAttempts(2).withDelay(Duration.ofMillis(1)))
                .invoke("parrots"))
        .isEqualTo("Why");
  }

  @Test
  void sendsAndReadsRecords() {
    start(
        RunnelServer.builder()
            .serve(
                RunnableLambda.<Question, Answer>of(
                    "count", q -> new Answer(q.text(), q.tags().size())),
                ChainInput.of(Question.class),
                "/count"));
    RemoteRunnel<Question, Answer, Answer> remote =
        RemoteRunnel.of(server.uri("/count"), Answer.class, Whole.last());

    assertThat(remote.invoke(new Question("a", List.of("x", "y")))).isEqualTo(new Answer("a", 2));
  }

  @Test
  void namesWhatTheServerHasRefused() {
    start(
        RunnelServer.serve(new JokesRunnables(ScriptedChatModel.of("Why")).joke(), "/joke")
            .guard(RequestGuard.bearer("key"::equals)));

    assertThatThrownBy(() -> joke(RemoteProtocol.PLAIN).invoke("parrots"))
        .isInstanceOfSatisfying(
            RemoteRunException.class, refused -> assertThat(refused.status()).isEqualTo(401))
        .hasMessageContaining("bearer token");
    assertThat(
            joke(RemoteProtocol.PLAIN).withHeader("Authorization", "Bearer key").invoke("parrots"))
        .isEqualTo("Why");
    assertThatThrownBy(() -> RemoteRunnel.ofText(server.uri("/none")).invoke("parrots"))
        .hasMessageContaining("401");
  }

  @Test
  void namesAServerThatCannotBeReached() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    URI nowhere = URI.create("http://127.0.0.1:" + free + "/joke");

    assertThatThrownBy(() -> RemoteRunnel.ofText(nowhere).invoke("parrots"))
        .isInstanceOfSatisfying(
            RemoteRunException.class, failure -> assertThat(failure.status()).isZero())
        .hasMessageContaining(nowhere.toString());
  }

  @Test
  void takesACleanEndInTheMiddleForAFailure() throws Exception {
    try (ServerSocket listening = new ServerSocket(0)) {
      Background<Boolean> answering =
          Background.run(
              () -> {
                try (Socket socket = listening.accept()) {
                  readRequest(socket.getInputStream());
                  socket
                      .getOutputStream()
                      .write(
                          ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
                                  + "Content-Length: 14\r\n\r\ndata: \"Why\"\n\n\n")
                              .getBytes(StandardCharsets.US_ASCII));
                }
                return true;
              });
      URI uri = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/joke");

      assertThatThrownBy(() -> RemoteRunnel.ofText(uri).invoke("parrots"))
          .isInstanceOf(RemoteRunException.class)
          .hasMessageContaining("without the event 'end'");
      assertThat(answering.result()).isTrue();
    }
  }

  /** A socket that is closed with something unread may take the answer back. */
  private static void readRequest(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      request.append((char) c);
      if (request.toString().endsWith("\"parrots\"")) {
        return;
      }
    }
  }

  @Test
  void readsEventsWhateverTheirLinesEndWith() throws IOException {
    String text =
        ": comment\r\n\r\nevent: data\r\ndata: 1\r\n\r\ndata:2\rdata: 3\r\r\ndata: 4\n\nevent: end\n\ndata: 5";
    EventReader reader =
        new EventReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));

    assertThat(reader.next()).isEqualTo(new EventReader.Event("data", "1"));
    assertThat(reader.next()).isEqualTo(new EventReader.Event("message", "2\n3"));
    assertThat(reader.next()).isEqualTo(new EventReader.Event("message", "4"));
    assertThat(reader.next()).isEqualTo(new EventReader.Event("end", ""));
    assertThat(reader.next()).isNull();
  }

  @Test
  void refusesAnEventWithoutEnd() {
    EventReader reader =
        new EventReader(
            new InputStream() {
              @Override
              public int read() {
                return 'x';
              }
            });

    assertThatThrownBy(reader::next).hasMessageContaining("characters");
  }
}
