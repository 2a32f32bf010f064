package dev.runnel.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.StreamClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each end of a channel of chunks, or of events, is told; all on one thread. */
@Timeout(60)
class ChannelTest {
  @AfterEach
  void forgetAnInterruption() {
    Thread.interrupted();
  }

  @Test
  void itHoldsAtLeastOneChunk() {
    assertThatThrownBy(() -> new Channel<Integer>(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The capacity is 0, but it must be at least 1.");
    assertThat(new Channel<Integer>(1).offer(1)).isTrue();
  }

  @Test
  void anOfferIsRefusedWhileThereIsNoRoomAndDroppedAfterTheEnd() {
    Channel<Integer> channel = new Channel<>(2);
    assertThat(channel.offer(1)).isTrue();
    assertThat(channel.offer(2)).isTrue();
    assertThat(channel.offer(3)).isFalse();
    assertThat(channel.next()).isEqualTo(1);
    assertThat(channel.offer(4)).isTrue();

    channel.complete();

    assertThat(channel.offer(5)).isTrue();
    assertThat(channel.toList()).containsExactly(2, 4);

    Channel<Integer> left = new Channel<>(1);
    left.offer(1);
    left.close();
    assertThat(left.offer(2)).isTrue();
  }

  @Test
  void eventsBeyondTheCapacityKeepTheirOrder() {
    Channel<Integer> events = Channel.ofEvents(3);
    for (int i = 1; i <= 3; i++) {
      events.emit(i);
    }
    assertThat(events.next()).isEqualTo(1);
    events.emit(4); // behind the last place of the ring is its first

    for (int i = 5; i <= 11; i++) {
      events.emitBeyond(i);
    }
    events.complete();

    assertThat(events.toList()).containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  @Test
  void anEventMayComeAfterTheEndButNoChunk() {
    Channel<Integer> events = Channel.ofEvents(1);
    events.complete();
    events.emit(1);
    assertThat(events.next()).isEqualTo(1);
    assertThat(events.hasNext()).isFalse();

    Channel<Integer> chunks = new Channel<>(1);
    chunks.complete();
    assertThatThrownBy(() -> chunks.emit(1))
        .isInstanceOf(StreamClosedException.class)
        .hasMessage("A chunk was written after the end of the stream.");
    assertThat(chunks.hasNext()).isFalse();
  }

  @Test
  void whoWritesEventsIsNotStoppedByAReaderThatHasLeft() {
    Channel<Integer> events = Channel.ofEvents(1);
    events.emit(1);
    events.close();

    events.emit(2);
    events.emitBeyond(3);

    assertThatThrownBy(events::hasNext)
        .isInstanceOf(StreamClosedException.class)
        .hasMessage("The stream of events was closed before its end.");
  }

  @Test
  void closingCancelsTheWriterOnlyBeforeTheEnd() {
    AtomicInteger cancelled = new AtomicInteger();
    Channel<Integer> read = new Channel<>(1);
    read.onClose(cancelled::incrementAndGet);
    read.emit(1);
    read.complete();
    assertThat(read.next()).isEqualTo(1);
    read.close();
    assertThat(cancelled).hasValue(0);
    assertThat(read.hasNext()).isFalse();

    Channel<Integer> unread = new Channel<>(1);
    unread.onClose(cancelled::incrementAndGet);
    unread.emit(1);
    unread.complete();
    unread.close();
    assertThat(cancelled).hasValue(1);
  }

  /** The thread of the events may have ended, or may not: what counts is what the reader knows. */
  @Test
  void closingEventsCancelsTheirWriterUntilTheReaderHasSeenTheEnd() {
    AtomicInteger cancelled = new AtomicInteger();
    Channel<Integer> unseen = Channel.ofEvents(1);
    unseen.onClose(cancelled::incrementAndGet);
    unseen.complete();
    unseen.close();
    assertThat(cancelled).hasValue(1);

    Channel<Integer> seen = Channel.ofEvents(1);
    seen.onClose(cancelled::incrementAndGet);
    seen.complete();
    assertThat(seen.hasNext()).isFalse();
    seen.close();
    assertThat(cancelled).hasValue(1);
  }

  @Test
  void theFirstEndIsTheEnd() {
    Channel<Integer> completed = new Channel<>(1);
    completed.complete();
    completed.fail(new IllegalStateException("late"));
    assertThat(completed.hasNext()).isFalse();

    IllegalStateException first = new IllegalStateException("first");
    Channel<Integer> failed = new Channel<>(1);
    failed.fail(first);
    failed.fail(new IllegalStateException("late"));
    assertThatThrownBy(failed::next).isSameAs(first);
  }

  @Test
  void behindTheEndThereIsNothing() {
    Channel<Integer> channel = new Channel<>(1);
    channel.complete();
    List<Integer> taken = new ArrayList<>();

    assertThat(channel.drainTo(taken::add)).isFalse();
    assertThat(taken).isEmpty();
    assertThatThrownBy(channel::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("The stream has ended.");
  }

  @Test
  void anInterruptedThreadWaitsForNothingAndStaysInterrupted() {
    Channel<Integer> full = new Channel<>(1);
    full.emit(1);
    Channel<Integer> fullOfEvents = Channel.ofEvents(1);
    fullOfEvents.emit(1);

    stopsInterrupted(
        () -> new Channel<Integer>(1).hasNext(),
        "The reading thread was interrupted while it waited for a chunk.");
    stopsInterrupted(
        () -> Channel.<Integer>ofEvents(1).next(),
        "The reading thread was interrupted while it waited for an event.");
    stopsInterrupted(() -> full.emit(2), "The writing thread was interrupted.");
    stopsInterrupted(
        () -> fullOfEvents.emit(2),
        "The run was interrupted while it waited for the reader of its events.");
    fullOfEvents.complete(); // also then an event waits for room
    stopsInterrupted(
        () -> fullOfEvents.emit(2),
        "The run was interrupted while it waited for the reader of its events.");
    Thread.interrupted();
    full.complete();
    assertThat(full.toList()).containsExactly(1);
  }

  private static void stopsInterrupted(Runnable waits, String message) {
    Thread.currentThread().interrupt();
    assertThatThrownBy(waits::run).isInstanceOf(StreamClosedException.class).hasMessage(message);
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
