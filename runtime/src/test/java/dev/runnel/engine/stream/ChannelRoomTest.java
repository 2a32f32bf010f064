package dev.runnel.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.StreamClosedException;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What threads at the two ends of a channel leave to each other: room, the end, the lock. */
@Timeout(60)
class ChannelRoomTest {
  @Test
  void allWhoWaitForRoomGoOnWhenAllIsTaken() throws Exception {
    int writers = 8;
    Channel<Integer> channel = new Channel<>(writers);
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      channel.emit(i);
    }
    for (int i = 0; i < writers; i++) {
      int chunk = writers + i;
      Thread writer = new Thread(() -> channel.emit(chunk));
      writer.setDaemon(true);
      writer.start();
      waiting.add(writer);
    }
    for (Thread writer : waiting) {
      Eventually.isTrue(() -> writer.getState() == Thread.State.WAITING);
    }

    List<Integer> taken = new ArrayList<>();
    assertThat(channel.drainTo(taken::add)).isTrue();
    for (Thread writer : waiting) {
      writer.join();
    }

    assertThat(taken).hasSize(writers);
    assertThat(channel.drainTo(taken::add)).isTrue();
    assertThat(taken).hasSize(2 * writers).doesNotHaveDuplicates();
  }

  @Test
  void aWriterThatWaitsForRoomLearnsOfTheEnd() throws Exception {
    Channel<Integer> channel = new Channel<>(1);
    channel.emit(1);
    AtomicReference<Throwable> got = new AtomicReference<>();
    Thread writer = new Thread(() -> got.set(catchThrowable(() -> channel.emit(2))));
    writer.setDaemon(true);
    writer.start();
    Eventually.isTrue(() -> writer.getState() == Thread.State.WAITING);

    channel.complete();
    writer.join();

    assertThat(got.get())
        .isInstanceOf(StreamClosedException.class)
        .hasMessage("A chunk was written after the end of the stream.");
    assertThat(channel.toList()).containsExactly(1);
  }

  @Test
  void aReaderThatWaitsLearnsThatTheStreamIsClosed() throws Exception {
    Channel<Integer> channel = new Channel<>(1);
    AtomicReference<Throwable> got = new AtomicReference<>();
    Thread reader = new Thread(() -> got.set(catchThrowable(channel::hasNext)));
    reader.setDaemon(true);
    reader.start();
    Eventually.isTrue(() -> reader.getState() == Thread.State.WAITING);

    channel.close();
    reader.join();

    assertThat(got.get())
        .isInstanceOf(StreamClosedException.class)
        .hasMessage("The stream was closed before its end.");
  }

  /** Also behind what has thrown: else all others would wait for ever. */
  @Test
  void whateverOneThreadHasDoneAnotherCanGoOn() throws Exception {
    Channel<Integer> channel = Channel.ofEvents(2);
    channel.emit(1);
    assertThat(elsewhere(channel::hasNext)).isTrue();
    channel.emitBeyond(2);
    assertThat(elsewhere(channel::next)).isEqualTo(1);
    assertThat(channel.hasNext()).isTrue();
    assertThat(elsewhere(() -> channel.drainTo(chunk -> {}))).isTrue();
    channel.complete();
    assertThat(elsewhere(channel::hasNext)).isFalse();
    assertThatThrownBy(channel::next).isInstanceOf(NoSuchElementException.class);
    assertThat(elsewhere(channel::hasNext)).isFalse();
    channel.close();
    assertThat(elsewhere(() -> channel.offer(3))).isTrue();
  }

  private static <T> T elsewhere(Callable<T> action) throws Exception {
    return Background.run(action).result();
  }
}
