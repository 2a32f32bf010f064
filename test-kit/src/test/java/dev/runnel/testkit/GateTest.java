package dev.runnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.shared.Background;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GateTest {
  private final Gate gate = new Gate();
  private final ScriptedChatModel model =
      ScriptedChatModel.of(Script.of("a", "b", "c").gatedBy(gate));
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

  @Test
  void eachOpeningLetsOneChunkThrough() throws Exception {
    Background<Integer> reader = Background.run(this::readAll);

    for (String chunk : List.of("a", "b", "c")) {
      gate.awaitWaiting();
      assertThat(seen).isEmpty();
      gate.open();
      assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo(chunk);
    }

    assertThat(reader.result()).isEqualTo(3);
    assertThat(gate.waiting()).isZero();
  }

  @Test
  void openingsAreKeptForThoseWhoComeLater() throws Exception {
    gate.open(2);
    Background<Integer> reader = Background.run(this::readAll);

    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("a");
    assertThat(seen.poll(30, TimeUnit.SECONDS)).isEqualTo("b");
    gate.awaitWaiting();
    assertThat(seen).isEmpty();
    gate.openForGood();

    assertThat(reader.result()).isEqualTo(3);
  }

  @Test
  void closingTheStreamFromAnotherThreadEndsTheWait() throws Exception {
    ChunkStream<AiMessageChunk> stream = model.stream("x");
    Background<AiMessageChunk> reader = Background.run(stream::next);
    gate.awaitWaiting();

    stream.close();

    assertThat(reader.failure()).isInstanceOf(StreamClosedException.class);
    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
    assertThat(model.openRuns()).isZero();
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    Background<AiMessageChunk> reader =
        Background.run(
            () -> {
              try (ChunkStream<AiMessageChunk> stream = model.stream("x")) {
                return stream.next();
              }
            });
    gate.awaitWaiting();

    reader.interrupt();

    assertThat(reader.failure()).isInstanceOf(StreamClosedException.class);
    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
  }

  @Test
  void anOpeningIsNotSpentOnAStreamThatIsClosed() throws Exception {
    ChunkStream<AiMessageChunk> closed = model.stream("x");
    Background<AiMessageChunk> reader = Background.run(closed::next);
    gate.awaitWaiting();
    closed.close();
    reader.failure();

    gate.open();

    try (ChunkStream<AiMessageChunk> next = model.stream("y")) {
      assertThat(next.next().text()).isEqualTo("a");
    }
  }

  @Test
  void aNegativeNumberOfOpeningsIsRejected() {
    assertThatThrownBy(() -> gate.open(-1)).hasMessageContaining("-1");
  }

  private int readAll() {
    int[] count = {0};
    model.stream("x")
        .forEach(
            chunk -> {
              seen.add(chunk.text());
              count[0]++;
            });
    return count[0];
  }
}
