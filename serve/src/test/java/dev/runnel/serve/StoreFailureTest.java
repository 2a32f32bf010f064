package dev.runnel.serve;

import static dev.runnel.serve.KeptChains.body;
import static dev.runnel.serve.KeptChains.get;
import static dev.runnel.serve.KeptChains.read;
import static dev.runnel.serve.KeptChains.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.ScriptedRun;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Stores that have no room, or that are not there any more. */
@Timeout(60)
class StoreFailureTest {
  private static final Duration TTL = Duration.ofMinutes(1);
  private static final String[] TEXTS = {"Why", " did", " the\n", " parrot", "?"};

  private final Gate gate = new Gate();
  private final FailingStore store = new FailingStore();
  private final ScriptedChatModel model =
      ScriptedChatModel.builder().otherwise(Script.of(TEXTS).gatedBy(gate)).build();
  private Resumable resumable = Resumable.of(store, TTL);

  @AfterEach
  void letGo() {
    gate.openForGood();
    store.letEnd();
  }

  private ChainService service(Wire wire) {
    return KeptChains.service(
        wire,
        model,
        ServeOptions.DEFAULT.withHeartbeat(Duration.ofMillis(20)).withResumable(resumable));
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheClientThatAStreamIsTooLongToComeBackTo(Wire wire) {
    resumable = Resumable.of(StreamStore.inMemory(10, 200), TTL);
    gate.openForGood();
    ChainService service = service(wire);
    StreamedBody body = body(service.handle(wire.ask()));
    RecordingSink sink = RecordingSink.patient();

    body.writeTo(sink);

    assertThat(sink.text())
        .contains(wire == Wire.PLAIN ? "event: not-resumable\n" : "\"data-not-resumable\"")
        .containsOnlyOnce("The stream has more than 200 bytes")
        .contains("parrot", wire.end());
    assertThat(read(service.handle(get(wire.address(body), Map.of()))))
        .contains("The run has gone on, but no more of it was kept.")
        .doesNotContain("event: end");
  }

  @ParameterizedTest
  @EnumSource
  void endsARunWithoutAClientThatIsTooLong(Wire wire) {
    resumable = Resumable.of(StreamStore.inMemory(10, 200), TTL);
    gate.open(TEXTS.length - 1);

    body(service(wire).handle(wire.ask())).writeTo(RecordingSink.leavingAfter(1));

    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheClientThatThereIsNoRoom(Wire wire) throws Exception {
    resumable = Resumable.of(StreamStore.inMemory(1, 10_000), TTL);
    ChainService service = service(wire);
    StreamedBody first = body(service.handle(wire.ask()));
    Background<Boolean> run = write(first, RecordingSink.patient());
    gate.awaitWaiting();
    RecordingSink sink = RecordingSink.patient();
    Background<Boolean> second = write(body(service.handle(wire.ask("another-0123456789"))), sink);
    Eventually.isTrue(() -> sink.text().contains("There are 1 streams already."));
    gate.openForGood();

    run.result();
    second.result();

    assertThat(sink.text()).containsOnlyOnce("There are 1 streams already.").contains(wire.end());
  }

  /** Else it would go on without its client, and nobody could come back to it. */
  @Test
  void aRunThatAStoreFailsToBeginIsNotKept() {
    store.breakDown();
    KeptRun kept = KeptRun.of(resumable, "name", "id");
    StreamedBody body = StreamedBody.plain(ChunkStream.of("a"), "a", ServeOptions.DEFAULT);

    assertThatThrownBy(() -> kept.begin(body, ServeOptions.DEFAULT))
        .hasMessage("The store is broken.");

    assertThat(kept.isKeeping()).isFalse();
  }

  /** When the store goes down. */
  enum Moment {
    BEFORE,
    WHILE_IT_STREAMS,
    WHILE_THE_MODEL_IS_SILENT
  }

  static Stream<Arguments> moments() {
    return Stream.of(Wire.values())
        .flatMap(wire -> Stream.of(Moment.values()).map(moment -> Arguments.of(wire, moment)));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void goesOnWithItsClientWhereTheStoreIsDown(Wire wire, Moment moment) throws Exception {
    ChainService service = service(wire);
    StreamedBody body = body(service.handle(wire.ask()));
    RecordingSink sink = RecordingSink.patient();
    if (moment == Moment.BEFORE) {
      store.goDown();
    }
    Background<Boolean> run = write(body, sink);
    gate.open();
    gate.awaitWaiting();
    store.goDown();
    if (moment == Moment.WHILE_THE_MODEL_IS_SILENT) {
      Eventually.isTrue(() -> sink.text().contains("The store is down."));
    }

    gate.openForGood();
    run.result();

    assertThat(sink.text()).containsOnlyOnce("The store is down.").contains("parrot", wire.end());
    assertThat(service.handle(get(wire.address(body), Map.of())).status()).isEqualTo(503);
    assertThat(service.handle(wire.stop(body)).status()).isEqualTo(503);
  }

  /** Who finds the store down may be slower than the run. */
  @ParameterizedTest
  @EnumSource
  void isToldByTheRunWhatItsWatcherFound(Wire wire) throws Exception {
    StreamedBody body = body(service(wire).handle(wire.ask()));
    RecordingSink sink = RecordingSink.patient();
    Background<Boolean> run = write(body, sink);
    gate.open();
    Eventually.isTrue(() -> sink.text().contains("Why"));
    store.holdEndings();
    store.goDown();
    store.awaitEnding();

    gate.openForGood();
    run.result();

    store.letEnd();
    assertThat(sink.text()).containsOnlyOnce("The store is down.").contains("parrot");
    assertThat(sink.text()).containsSubsequence("The store is down.", wire.end());
  }

  @ParameterizedTest
  @EnumSource
  void endsWithItsClientWhereTheStoreIsDown(Wire wire) throws Exception {
    Background<Boolean> run =
        write(body(service(wire).handle(wire.ask())), RecordingSink.leavingAfter(1));
    gate.awaitWaiting();

    store.goDown();

    run.result();
    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
  }
}
