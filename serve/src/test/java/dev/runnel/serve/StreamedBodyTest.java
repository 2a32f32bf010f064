package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamedBodyTest {
  private static final Duration SHORT = Duration.ofMillis(20);

  /** No write takes so long unless it is stuck. */
  private static final Duration LONG = Duration.ofSeconds(1);

  private final Gate gate = new Gate();

  private static ScriptedChatModel model(Script script) {
    return ScriptedChatModel.builder().otherwise(script).build();
  }

  private static StreamedBody body(ScriptedChatModel model, ServeOptions options) {
    ServedChain<String, String, String> chain =
        ServedChain.of("joke", new JokesRunnables(model).joke(), options);
    ServeResponse response =
        ChainService.builder()
            .add("/joke", chain, Protocols.PLAIN)
            .build()
            .handle(ServeRequest.post("/joke", "\"parrots\""));
    return ((ServeResponse.Streamed) response).body();
  }

  @Test
  void writesEachChunkWhenItComes() throws Exception {
    ScriptedChatModel model = model(Script.of("Why", " not").gatedBy(gate));
    RecordingSink sink = RecordingSink.patient();
    StreamedBody body = body(model, ServeOptions.DEFAULT);
    Background<Integer> writing = write(body, sink);

    sink.awaitWrites(1);
    gate.awaitWaiting();
    assertThat(sink.writes()).hasSize(1).first().asString().startsWith(": run ");

    gate.open();
    sink.awaitWrites(2);
    assertThat(sink.writes().get(1)).isEqualTo("id: 1\ndata: \"Why\"\n\n");

    gate.openForGood();
    writing.result();
    assertThat(sink.writes().get(2)).isEqualTo("id: 2\ndata: \" not\"\n\n");
    assertThat(sink.writes().get(3)).startsWith("event: end\n");
    assertThat(sink.isAborted()).isFalse();
  }

  @Test
  void writesTheChunksOfAnyStreamAsThePlainProtocolDoes() {
    RecordingSink sink = RecordingSink.patient();

    StreamedBody.plain(ChunkStream.of(" a", "b\n"), "letters", ServeOptions.DEFAULT).writeTo(sink);

    assertThat(sink.writes().subList(1, 3))
        .containsExactly("id: 1\ndata: \" a\"\n\n", "id: 2\ndata: \"b\\n\"\n\n");
    assertThat(sink.writes().get(3)).startsWith("event: end\n");
  }

  @Test
  void writesNothingOfAFailureThatTheServerTakes() {
    IllegalStateException failure = new IllegalStateException("down");
    ScriptedChatModel model = model(Script.failing(failure));
    RecordingSink client = RecordingSink.patient();
    List<Throwable> taken = new ArrayList<>();

    body(model, ServeOptions.DEFAULT)
        .writeTo(
            new ResponseSink() {
              @Override
              public void write(byte[] bytes) throws IOException {
                client.write(bytes);
              }

              @Override
              public void abort() {
                client.abort();
              }

              @Override
              public boolean takeFailure(Throwable failure) {
                return taken.add(failure);
              }
            });

    assertThat(taken).containsExactly(failure);
    assertThat(client.writes()).singleElement().asString().startsWith(": run ");
    assertThat(client.isAborted()).isFalse();
  }

  @Test
  void cancelsTheRunWhenTheClientHasLeft() {
    ScriptedChatModel model = model(Script.of("Why", " did", " the", " parrot"));

    body(model, ServeOptions.DEFAULT).writeTo(RecordingSink.leavingAfter(2));

    assertThat(model.lastRun().wasCancelled()).isTrue();
    assertThat(model.lastRun().chunksGiven()).isLessThan(4);
  }

  @Test
  void noticesByAHeartbeatThatTheClientOfASilentRunHasLeft() throws Exception {
    ScriptedChatModel model = model(Script.of("Why").await(gate).text(" never"));
    RecordingSink sink = RecordingSink.patient();
    Background<Integer> writing =
        write(body(model, ServeOptions.DEFAULT.withHeartbeat(SHORT)), sink);
    gate.awaitWaiting();

    sink.leave();

    writing.result();
    assertThat(model.lastRun().wasCancelled()).isTrue();
  }

  @Test
  void asksBeforeTheNextHeartbeatWhetherTheClientIsStillThere() throws Exception {
    ScriptedChatModel model = model(Script.of("Why").await(gate).text(" never"));
    RecordingSink sink = RecordingSink.patient();
    Background<Integer> writing =
        write(body(model, ServeOptions.DEFAULT.withHeartbeat(Duration.ofSeconds(4))), sink);
    gate.awaitWaiting();

    sink.leaveVisibly();

    writing.result();
    assertThat(model.lastRun().wasCancelled()).isTrue();
    assertThat(sink.writes()).as("the head and a chunk").hasSize(2);
  }

  @Test
  void writesNoHeartbeatBehindTheEnd() throws Exception {
    ScriptedChatModel model = model(Script.of("Why"));
    RecordingSink sink = RecordingSink.patient();
    StreamedBody body = body(model, ServeOptions.DEFAULT.withHeartbeat(SHORT));
    body.writeTo(sink);
    int writes = sink.count();

    assertThat(body.untilHeartbeat(System.nanoTime() + Duration.ofHours(1).toNanos()))
        .isEqualTo(Long.MAX_VALUE);
    body.beat();

    assertThat(sink.count()).isEqualTo(writes);
  }

  @Test
  void sendsHeartbeatsWhileTheRunIsSilent() throws Exception {
    ScriptedChatModel model = model(Script.empty().await(gate).text("late"));
    RecordingSink sink = RecordingSink.patient();
    Background<Integer> writing =
        write(body(model, ServeOptions.DEFAULT.withHeartbeat(SHORT)), sink);

    sink.awaitWrites(4);
    gate.openForGood();
    writing.result();

    assertThat(sink.writes().subList(1, 4)).containsOnly(": keep-alive\n\n");
    assertThat(sink.text()).contains("data: \"late\"\n\n").contains("event: end\n");
  }

  @Test
  void givesUpAClientThatDoesNotRead() throws Exception {
    ScriptedChatModel model = model(Script.of("Why", " not").gatedBy(gate));
    RecordingSink sink = RecordingSink.patient();
    Background<Integer> writing =
        write(body(model, ServeOptions.DEFAULT.withHeartbeat(SHORT).withWriteTimeout(LONG)), sink);
    gate.awaitWaiting();

    sink.stopReading();

    writing.result();
    assertThat(sink.isAborted()).isTrue();
    assertThat(model.lastRun().wasCancelled()).isTrue();
  }

  @Test
  void tellsAFailureBehindWhatWasStreamed() {
    ScriptedChatModel model =
        model(Script.of("Why").fail(new IOException("secret of the provider")));
    RecordingSink sink = RecordingSink.patient();
    StreamedBody body = body(model, ServeOptions.DEFAULT);

    body.writeTo(sink);

    assertThat(sink.text())
        .contains("data: \"Why\"\n\n")
        .endsWith(
            "event: error\ndata: {\"message\":\"The run failed. Run "
                + body.runId()
                + ".\",\"run_id\":\""
                + body.runId()
                + "\"}\n\n")
        .doesNotContain("secret");
  }

  @Test
  void showsAFailureWhereThatIsSwitchedOn() {
    ScriptedChatModel model = model(Script.failing(new IOException("quota exceeded")));
    RecordingSink sink = RecordingSink.patient();

    body(model, ServeOptions.DEFAULT.withShowFailures(true)).writeTo(sink);

    assertThat(sink.text()).contains("quota exceeded");
  }

  /** A short time may be over before the model has been asked: then it is given more. */
  @Test
  void endsARunThatTakesTooLong() {
    ScriptedChatModel model = model(Script.of("Why").await(gate));
    RecordingSink sink;
    Duration time = SHORT;
    do {
      time = time.multipliedBy(2);
      sink = RecordingSink.patient();
      body(model, ServeOptions.DEFAULT.withRunTimeout(time)).writeTo(sink);
      assertThat(sink.text()).contains("event: error");
    } while (!sink.text().contains("data: \"Why\""));

    assertThat(model.lastRun().wasCancelled()).isTrue();
  }

  @Test
  void tellsTheClientThatTheServerIsStopping() throws Exception {
    ScriptedChatModel model = model(Script.of("Why").await(gate));
    RecordingSink sink = RecordingSink.patient();
    StreamedBody body = body(model, ServeOptions.DEFAULT);
    Background<Integer> writing = write(body, sink);
    sink.awaitWrites(2);

    body.stop();
    writing.result();

    assertThat(sink.text()).contains("event: error\n").contains("The server is stopping.");
    assertThat(model.lastRun().wasCancelled()).isTrue();
  }

  @Test
  void isCancelledByClose() throws Exception {
    ScriptedChatModel model = model(Script.of("Why").await(gate));
    RecordingSink sink = RecordingSink.patient();
    StreamedBody body = body(model, ServeOptions.DEFAULT);
    Background<Integer> writing = write(body, sink);
    sink.awaitWrites(2);

    body.close();
    writing.result();

    assertThat(sink.isAborted()).isTrue();
    assertThat(sink.text()).doesNotContain("event: end").doesNotContain("event: error");
    Eventually.isTrue(() -> model.lastRun().wasCancelled());
  }

  /** What is closed may wait for the thread that runs, which may be about to write. */
  @Test
  void closesARunWhileItMayWrite() throws Exception {
    RecordingSink sink = RecordingSink.patient();
    ClosedSlowly chunks = new ClosedSlowly();
    StreamedBody body =
        StreamedBody.plain(
            ChunkStream.from(chunks), "slow", ServeOptions.DEFAULT.withHeartbeat(SHORT));
    Background<Integer> writing = write(body, sink);
    sink.awaitWrites(2); // the run begins, and a heartbeat

    sink.leave();

    writing.result();
    chunks.left.complete(true);
  }

  private static final class ClosedSlowly implements Iterator<String>, AutoCloseable {
    private final CompletableFuture<Boolean> closing = new CompletableFuture<>();
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();

    @Override
    public boolean hasNext() {
      return true;
    }

    @Override
    public String next() {
      closing.join();
      return "late";
    }

    @Override
    public void close() {
      closing.complete(true);
      left.join();
    }
  }

  @Test
  void startsNoRunWhereNothingIsWritten() {
    ScriptedChatModel model = model(Script.of("Why"));

    body(model, ServeOptions.DEFAULT).close();

    assertThat(model.requests()).isEqualTo(List.of());
  }

  private static Background<Integer> write(StreamedBody body, RecordingSink sink) {
    return Background.run(
        () -> {
          body.writeTo(sink);
          return sink.count();
        });
  }
}
