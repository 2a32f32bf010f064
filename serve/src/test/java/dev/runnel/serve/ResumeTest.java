package dev.runnel.serve;

import static dev.runnel.serve.KeptChains.body;
import static dev.runnel.serve.KeptChains.get;
import static dev.runnel.serve.KeptChains.read;
import static dev.runnel.serve.KeptChains.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.ScriptedRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave and come back. */
@Timeout(60)
class ResumeTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration TTL = Duration.ofMinutes(1);
  private static final String[] TEXTS = {"Why", " did", " the\n", " parrot", "?"};

  private final Gate gate = new Gate();
  private final FailingStore store = new FailingStore();
  private Resumable resumable = Resumable.of(store, TTL);
  private ServeOptions options = ServeOptions.DEFAULT.withHeartbeat(SHORT);
  private ScriptedChatModel model =
      ScriptedChatModel.builder().otherwise(Script.of(TEXTS).gatedBy(gate)).build();

  @AfterEach
  void letGo() {
    gate.openForGood();
  }

  private ChainService service(Wire wire) {
    return KeptChains.service(wire, model, options.withResumable(resumable));
  }

  private static String withoutComments(String text) {
    return text.replaceAll("(?m)^: .*\n\n", "");
  }

  static Stream<Arguments> cuts() {
    return Stream.of(Wire.values())
        .flatMap(
            wire ->
                Stream.of(0, 1, 2, 3, 5, 6)
                    .flatMap(
                        writes ->
                            Stream.of(true, false).map(live -> Arguments.of(wire, writes, live))));
  }

  /** All that a client gets, before and after, is what another one gets that stays. */
  @ParameterizedTest
  @MethodSource("cuts")
  void givesTheRestToAClientThatComesBack(Wire wire, int writes, boolean live) throws Exception {
    options = options.withHeartbeat(Duration.ofSeconds(10));
    gate.open(writes);
    ChainService service = service(wire);
    StreamedBody body = body(service.handle(wire.ask()));
    RecordingSink leaving = RecordingSink.leavingAfter(writes);
    Background<Boolean> run = write(body, leaving);
    if (!live) {
      gate.openForGood();
      run.result();
    }
    Eventually.isTrue(() -> isKept(body) && leaving.count() == writes);
    String last = lastId(leaving.text());
    Map<String, String> headers = last == null ? Map.of() : Map.of("Last-Event-ID", last);
    ServeResponse back = service.handle(get(wire.address(body), headers));
    gate.openForGood();

    String rest = withoutComments(read(back));

    run.result();
    String before = wire == Wire.PLAIN ? withoutComments(leaving.text()) : "";
    String all = withoutComments(read(service.handle(get(wire.address(body), Map.of()))));
    assertThat(before + rest).isEqualTo(all);
    assertThat(all).contains("Why", " parrot", "?").contains(wire.end());
    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.COMPLETED);
    assertThat(model.runs()).hasSize(1);
  }

  private boolean isKept(StreamedBody body) {
    return store.follow(body.runId().toString(), 0).isPresent();
  }

  private static String lastId(String text) {
    return text.lines()
        .filter(line -> line.startsWith("id: "))
        .reduce((first, second) -> second)
        .map(line -> line.substring(4))
        .orElse(null);
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSameToTwoClientsAtOnce(Wire wire) throws Exception {
    ChainService service = service(wire);
    StreamedBody body = body(service.handle(wire.ask()));
    RecordingSink first = RecordingSink.patient();
    Background<Boolean> run = write(body, first);
    gate.awaitWaiting();
    RecordingSink second = RecordingSink.patient();
    RecordingSink third = RecordingSink.stuckAfter(1);
    Background<Boolean> reading =
        write(body(service.handle(get(wire.address(body), Map.of()))), second);
    StreamedBody stuck = body(service.handle(get(wire.address(body), Map.of())));
    Background<Boolean> waiting = write(stuck, third);

    gate.openForGood();

    run.result();
    reading.result();
    assertThat(withoutComments(second.text())).isEqualTo(withoutComments(first.text()));
    stuck.close();
    third.abort();
    waiting.result();
  }

  /** As an EventSource does: it asks again at the same address. */
  @Test
  void plainGoesOnBehindTheLastEventAtTheAddressOfTheChain() {
    ChainService service = service(Wire.PLAIN);
    gate.openForGood();
    StreamedBody body = body(service.handle(ServeRequest.get("/a", Map.of("input", "a"))));
    body.writeTo(RecordingSink.leavingAfter(2));
    String id = body.runId() + ".2";

    String rest =
        read(
            service.handle(
                new ServeRequest(
                    "GET", "/a", Map.of("input", "a"), Map.of("Last-Event-ID", id), new byte[0])));

    assertThat(withoutComments(rest))
        .startsWith("id: " + body.runId() + ".3\ndata: \" the\\n\"\n\n")
        .endsWith(
            "id: %s.6\nevent: end\ndata: {\"run_id\":\"%s\",\"chunks\":5}\n\n"
                .formatted(body.runId(), body.runId()));
    assertThat(model.runs()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s.6", "%s.7", "gone"})
  void plainSaysThatThereIsNothingToComeBackFor(String last) {
    ChainService service = service(Wire.PLAIN);
    gate.openForGood();
    StreamedBody body = body(service.handle(ServeRequest.get("/a", Map.of("input", "a"))));
    body.writeTo(RecordingSink.patient());

    ServeResponse response =
        service.handle(get("/a", Map.of("Last-Event-ID", last.formatted(body.runId()))));

    assertThat(response.status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5",
        ".",
        "x.y",
        "11111111-2222-3333-4444-555555555555.3",
        "é.99999999999999999999"
      })
  void plainSaysThatAStreamIsNotThere(String last) {
    ServeResponse.Whole response =
        (ServeResponse.Whole) service(Wire.PLAIN).handle(get("/a", Map.of("Last-Event-ID", last)));

    assertThat(response.headers())
        .containsEntry("Content-Type", "text/event-stream; charset=utf-8");
    assertThat(response.text())
        .startsWith("id: gone\nevent: error\ndata: {\"message\":\"There is no stream '");
    assertThat(model.runs()).isEmpty();
  }

  @Test
  void knowsNothingOfStreamsThatAreNotThere() {
    assertThat(service(Wire.PLAIN).handle(get("/a/x/stream", Map.of())).status()).isEqualTo(404);
    assertThat(service(Wire.AI_SDK).handle(get("/a/x/stream", Map.of())).status()).isEqualTo(204);
    for (Wire wire : Wire.values()) {
      ServeRequest stop =
          new ServeRequest("DELETE", "/a/x/stream", Map.of(), Map.of(), new byte[0]);
      assertThat(service(wire).handle(stop).status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @EnumSource
  void stopsARunWhenItsClientAsksForIt(Wire wire) throws Exception {
    ChainService service = service(wire);
    StreamedBody body = body(service.handle(wire.ask()));
    RecordingSink sink = RecordingSink.patient();
    Background<Boolean> run = write(body, sink);
    gate.open();
    Eventually.isTrue(() -> sink.text().contains("Why"));

    assertThat(service.handle(wire.stop(body)).status()).isEqualTo(204);

    run.result();
    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
    assertThat(sink.text())
        .contains("Why")
        .contains("The run was stopped. Run " + body.runId() + ".")
        .contains(wire == Wire.PLAIN ? "event: error" : "{\"type\":\"abort\"");
    assertThat(withoutComments(read(service.handle(get(wire.address(body), Map.of())))))
        .isEqualTo(withoutComments(sink.text()));
  }

  /** The server that is asked is not the one that runs: they share the store alone. */
  @ParameterizedTest
  @EnumSource
  void stopsARunOfAnotherServer(Wire wire) throws Exception {
    StreamedBody body = body(service(wire).handle(wire.ask()));
    Background<Boolean> run = write(body, RecordingSink.leavingAfter(1));
    gate.awaitWaiting();
    resumable = Resumable.of(store, TTL);

    assertThat(service(wire).handle(wire.stop(body)).status()).isEqualTo(204);

    run.result();
    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
  }

  @Test
  void endsARunToWhichNobodyListens() throws Exception {
    AtomicLong now = new AtomicLong(); // with each look, it is as late as nobody waits
    StreamStore hasty = new MemoryStreamStore(10, 10_000, () -> now.addAndGet(TTL.toNanos()));
    resumable = Resumable.of(hasty, TTL);
    StreamedBody body = body(service(Wire.PLAIN).handle(Wire.PLAIN.ask()));
    RecordingSink sink = RecordingSink.patient();
    Background<Boolean> run = write(body, sink);
    gate.awaitWaiting();

    sink.leave();

    run.result();
    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
  }

  @Test
  void goesOnWhileTheClientIsThereHoweverSilentTheModel() throws Exception {
    resumable = Resumable.of(store, SHORT);
    RecordingSink sink = RecordingSink.patient();
    Background<Boolean> run = write(body(service(Wire.PLAIN).handle(Wire.PLAIN.ask())), sink);
    sink.awaitWrites(10); // heartbeats

    gate.openForGood();

    run.result();
    assertThat(sink.text()).contains("event: end");
  }

  @ParameterizedTest
  @EnumSource
  void goesOnForAClientThatLeavesBeforeAnythingIsKept(Wire wire) {
    gate.openForGood();
    ChainService service = service(wire);
    StreamedBody body = body(service.handle(wire.ask()));
    body.leave();

    body.writeTo(RecordingSink.leavingAfter(0));

    assertThat(read(service.handle(get(wire.address(body), Map.of()))))
        .contains("parrot", wire.end());
  }

  @ParameterizedTest
  @EnumSource
  void aClientThatIsGivenUpMayComeBack(Wire wire) throws Exception {
    options = options.withWriteTimeout(SHORT);
    ChainService service = service(wire);
    StreamedBody body = body(service.handle(wire.ask()));
    gate.openForGood();

    write(body, RecordingSink.stuckAfter(2)).result();

    assertThat(read(service.handle(get(wire.address(body), Map.of())))).contains(wire.end());
    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.COMPLETED);
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhoReadsThatTheServerIsStopping(Wire wire) throws Exception {
    ChainService service = service(wire);
    StreamedBody body = body(service.handle(wire.ask()));
    Background<Boolean> run = write(body, RecordingSink.leavingAfter(1));
    gate.awaitWaiting();
    StreamedBody back = body(service.handle(get(wire.address(body), Map.of())));
    RecordingSink sink = RecordingSink.patient();
    Background<Boolean> reading = write(back, sink);
    sink.awaitWrites(2);

    back.stop();
    reading.result();

    assertThat(sink.text()).contains("The server is stopping.");
    body.stop();
    run.result();
    assertThat(read(service.handle(get(wire.address(body), Map.of()))))
        .contains("The server is stopping.");
  }

  @Test
  void keepsAFailureAsItsClientWasToldIt() {
    model =
        ScriptedChatModel.builder()
            .otherwise(Script.of("Why").fail(new IOException("secret of the provider")))
            .build();
    ChainService service = service(Wire.PLAIN);
    StreamedBody body = body(service.handle(Wire.PLAIN.ask()));
    body.writeTo(RecordingSink.leavingAfter(1));

    assertThat(read(service.handle(get(Wire.PLAIN.address(body), Map.of()))))
        .contains("Why", "event: error", "The run failed. Run " + body.runId())
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @EnumSource
  void nobodyFindsAStreamAtAnotherPath(Wire wire) {
    ChainService service = service(wire);
    gate.openForGood();
    StreamedBody body = body(service.handle(wire.ask()));
    body.writeTo(RecordingSink.patient());
    String other = wire.address(body).replace("/a/", "/b/");

    assertThat(service.handle(get(other, Map.of())).status()).isIn(204, 404);
    assertThat(service.handle(get(wire.address(body), Map.of())).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void onlyItsOwnerFindsAStream(Wire wire) {
    resumable = resumable.withOwner(request -> request.header("User").orElse(""));
    ChainService service = service(wire);
    gate.openForGood();
    ServeRequest asked = wire.ask("1");
    StreamedBody body =
        body(
            service.handle(
                new ServeRequest("POST", "/a", Map.of(), Map.of("User", "ann"), asked.body())));
    body.writeTo(RecordingSink.patient());
    String address = wire.address(body).replace(Wire.CHAT, "1");

    assertThat(service.handle(get(address, Map.of("User", "bob"))).status()).isIn(204, 404);
    assertThat(service.handle(get(address, Map.of())).status()).isIn(204, 404);
    assertThat(service.handle(get(address, Map.of("User", "ann"))).status()).isEqualTo(200);
  }

  @Test
  void withoutAStoreNothingIsKeptAndNoIdIsRead() {
    ChainService service =
        ChainService.builder()
            .add(
                "/a",
                ServedChain.of("a", new JokesRunnables(model).joke(), options),
                Protocols.PLAIN)
            .build();
    gate.openForGood();
    ServeRequest asked =
        new ServeRequest(
            "POST",
            "/a",
            Map.of(),
            Map.of("Last-Event-ID", UUID.randomUUID() + ".1"),
            "\"a\"".getBytes(StandardCharsets.UTF_8));

    assertThat(read(service.handle(asked))).contains("\nid: 1\ndata: \"Why\"\n");
    assertThat(service.handle(get("/a/x/stream", Map.of())).status()).isEqualTo(404);
  }
}
