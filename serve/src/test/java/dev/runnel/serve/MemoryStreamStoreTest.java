package dev.runnel.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.serve.StreamStore.Ending;
import dev.runnel.serve.StreamStore.Recording;
import dev.runnel.serve.StreamStore.Terms;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MemoryStreamStoreTest extends StreamStoreContract {
  private static final Terms MINUTE = new Terms(Duration.ofMinutes(1), Duration.ofMinutes(1));

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final StreamStore two = new MemoryStreamStore(2, MAX_BYTES, now::get);
  private final StreamStore store = StreamStore.inMemory(1_000, MAX_BYTES);

  @Override
  protected StreamStore store() {
    return store;
  }

  @Test
  void makesRoomOfWhatHasEndedFirst() {
    Recording first = two.begin("a", "1", MINUTE);
    Recording second = two.begin("b", "2", MINUTE);
    second.end(Ending.WHOLE);
    first.end(Ending.WHOLE);

    two.begin("c", "3", MINUTE);

    assertThat(two.find("a")).hasValue("1");
    assertThat(two.find("b")).isEmpty();
    assertThat(two.find("c")).hasValue("3");
  }

  @Test
  void refusesAStreamForWhichThereIsNoRoom() {
    two.begin("a", "1", MINUTE);
    two.begin("b", "2", MINUTE);

    assertThatThrownBy(() -> two.begin("c", "3", MINUTE))
        .isInstanceOf(StreamStoreException.class)
        .hasMessage("There are 2 streams already.");
    assertThat(two.find("c")).isEmpty();
  }

  @Test
  void keepsAStreamForItsTimeAlsoWhereTheClockOverflows() {
    two.begin("a", "1", MINUTE).end(Ending.WHOLE);

    now.addAndGet(Duration.ofMinutes(1).toNanos() - 1);
    assertThat(two.find("a")).hasValue("1");

    now.incrementAndGet();
    assertThat(two.find("a")).isEmpty();
  }

  @Test
  void keepsAStreamThatGoesOnHoweverLong() {
    two.begin("a", "1", MINUTE);

    now.addAndGet(Duration.ofDays(1).toNanos());

    assertThat(two.find("a")).hasValue("1");
  }

  @Test
  void refusesBoundsThatKeepNothing() {
    assertThatThrownBy(() -> StreamStore.inMemory(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("to keep 0 of 1.");
    assertThatThrownBy(() -> StreamStore.inMemory(1, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Resumable.of(two, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PT0S");
  }
}
