package dev.runnel.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.serve.StreamStore.Ending;
import dev.runnel.serve.StreamStore.Following;
import dev.runnel.serve.StreamStore.Kept;
import dev.runnel.serve.StreamStore.Recording;
import dev.runnel.serve.StreamStore.State;
import dev.runnel.serve.StreamStore.Terms;
import dev.runnel.serve.StreamStore.Wish;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each store of streams does. */
@Timeout(60)
public abstract class StreamStoreContract {
  /** How many bytes the store keeps of a stream. */
  protected static final int MAX_BYTES = 10_000;

  private static final Terms LONG = new Terms(Duration.ofMinutes(1), Duration.ofMinutes(1));
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final String name = UUID.randomUUID().toString();
  private final String id = UUID.randomUUID().toString();

  /** Returns the store, which keeps {@link #MAX_BYTES} of each stream. */
  protected abstract StreamStore store();

  private static List<String> texts(List<byte[]> events) {
    return events.stream().map(event -> new String(event, UTF_8)).toList();
  }

  /** Reads to the end. */
  private static List<String> readAll(Following following) {
    List<String> all = new ArrayList<>();
    Kept kept;
    do {
      kept = following.await(PATIENCE);
      all.addAll(texts(kept.events()));
    } while (kept.state() == State.OPEN);
    assertThat(kept.state()).isEqualTo(State.ENDED);
    return all;
  }

  private List<String> readAll(long from) {
    try (Following following = store().follow(id, from).orElseThrow()) {
      return readAll(following);
    }
  }

  private static void append(Recording recording, String... events) {
    for (String event : events) {
      recording.append(event.getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4, 5, 1_000_000})
  void givesWhatIsMissed(long from) {
    Recording recording = store().begin(name, id, LONG);
    List<String> events = List.of("a", "\u0000\r\n\u2028 \ud83e\udd9c", "", "d");
    append(recording, events.toArray(String[]::new));
    recording.end(Ending.WHOLE);

    assertThat(readAll(from)).isEqualTo(events.subList((int) Math.min(from, 4), 4));
  }

  @Test
  void givesWhatComesToEachReader() throws Exception {
    Recording recording = store().begin(name, id, LONG);
    append(recording, "0");
    Following early = store().follow(id, 0).orElseThrow();
    Following late = store().follow(id, 1).orElseThrow();
    assertThat(texts(early.await(PATIENCE).events())).containsExactly("0");
    Background<List<String>> first = Background.run(() -> readAll(early));
    Background<List<String>> second = Background.run(() -> readAll(late));
    List<String> rest = new ArrayList<>();
    for (int i = 1; i < 500; i++) {
      append(recording, Integer.toString(i));
      rest.add(Integer.toString(i));
    }
    recording.end(Ending.WHOLE);

    assertThat(first.result()).isEqualTo(rest);
    assertThat(second.result()).isEqualTo(rest);
    early.close();
    late.close();
  }

  @Test
  void takesWhatIsThereWithoutWaiting() {
    Recording recording = store().begin(name, id, LONG);
    append(recording, "a");
    try (Following following = store().follow(id, 0).orElseThrow()) {
      assertThat(texts(following.await(Duration.ZERO).events())).containsExactly("a");
      Kept nothing = following.await(Duration.ZERO);
      assertThat(nothing.events()).isEmpty();
      assertThat(nothing.state()).isEqualTo(State.OPEN);
    }
    recording.end(Ending.WHOLE);
  }

  @Test
  void wakesUpAReaderThatIsClosed() throws Exception {
    Recording recording = store().begin(name, id, LONG);
    Following following = store().follow(id, 0).orElseThrow();
    Background<Kept> reading = Background.run(() -> following.await(Duration.ofMinutes(10)));

    following.close();

    assertThat(reading.result().events()).isEmpty();
    recording.end(Ending.WHOLE);
  }

  @Test
  void saysThatAStreamIsCut() {
    Recording recording = store().begin(name, id, LONG);
    append(recording, "a");
    recording.end(Ending.CUT);

    try (Following following = store().follow(id, 0).orElseThrow()) {
      Kept kept = following.await(PATIENCE);
      assertThat(texts(kept.events())).containsExactly("a");
      assertThat(kept.state()).isEqualTo(State.CUT);
    }
  }

  @Test
  void keepsNoMoreOfAStreamThanItsBytes() {
    Recording recording = store().begin(name, id, LONG);
    recording.append(new byte[MAX_BYTES - 1]);

    assertThatThrownBy(() -> recording.append(new byte[2]))
        .isInstanceOf(StreamStoreException.class)
        .hasMessage("The stream has more than 10000 bytes, of which no more are kept.");
    recording.end(Ending.CUT);
    try (Following following = store().follow(id, 0).orElseThrow()) {
      assertThat(following.await(PATIENCE).events()).hasSize(1);
    }
  }

  @Test
  void findsTheNewestStreamOfAName() {
    store().begin(name, id, LONG).end(Ending.WHOLE);
    assertThat(store().find(name)).hasValue(id);
    String newer = UUID.randomUUID().toString();

    store().begin(name, newer, LONG).end(Ending.WHOLE);

    assertThat(store().find(name)).hasValue(newer);
    assertThat(store().find(UUID.randomUUID().toString())).isEmpty();
    assertThat(store().follow(UUID.randomUUID().toString(), 0)).isEmpty();
  }

  @Test
  void tellsARunToStop() {
    Recording recording = store().begin(name, id, LONG);
    assertThat(recording.beat(true)).isEqualTo(Wish.GO_ON);

    store().askToStop(id);

    assertThat(recording.beat(true)).isEqualTo(Wish.STOP);
    recording.end(Ending.WHOLE);
  }

  @Test
  void tellsARunThatNobodyListens() {
    Terms soon = new Terms(Duration.ofMillis(300), Duration.ofMinutes(1));
    Recording recording = store().begin(name, id, soon);

    Eventually.isTrue(() -> recording.beat(false) == Wish.NOBODY_LISTENS);

    Eventually.isTrue(() -> recording.beat(true) == Wish.GO_ON);
    recording.end(Ending.WHOLE);
  }

  @Test
  void countsWhoReadsAsWhoListens() {
    Terms soon = new Terms(Duration.ofMillis(300), Duration.ofMinutes(1));
    Recording recording = store().begin(name, id, soon);
    try (Following following = store().follow(id, 0).orElseThrow()) {
      Eventually.isTrue(() -> recording.beat(false) == Wish.NOBODY_LISTENS);

      Eventually.isTrue(
          () -> {
            following.await(Duration.ZERO);
            return recording.beat(false) == Wish.GO_ON;
          });
    }
    recording.end(Ending.WHOLE);
  }

  @ParameterizedTest
  @EnumSource
  void forgetsAStreamSomeTimeAfterItsEnd(Ending how) {
    Recording recording =
        store().begin(name, id, new Terms(Duration.ofMillis(100), Duration.ofMinutes(1)));
    append(recording, "a");
    recording.end(how);

    Eventually.isTrue(() -> store().find(name).isEmpty());
    Eventually.isTrue(() -> store().follow(id, 0).isEmpty());
  }
}
