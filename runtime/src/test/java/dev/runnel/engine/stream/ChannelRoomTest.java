package dev.runnel.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.Eventually;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who takes several chunks at once makes room for as many writers. */
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
}
