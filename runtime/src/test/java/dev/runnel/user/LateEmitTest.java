package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkChannel;
import dev.runnel.Emitter;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Emitters that are kept, and channels with nobody at the other end yet. */
class LateEmitTest {
  @Test
  void anEmitAfterTheRunThrows() {
    AtomicReference<Emitter<String>> kept = new AtomicReference<>();
    RunnableGenerator<Integer, String, String> keeps =
        RunnableGenerator.ofEmitter(
            "keeps",
            Whole.text(),
            (number, out) -> {
              kept.set(out);
              out.emit("in time");
            });
    assertThat(keeps.invoke(1)).isEqualTo("in time");
    assertThatThrownBy(() -> kept.get().emit("late")).isInstanceOf(StreamClosedException.class);
  }

  @Test
  void aChannelHoldsWhatIsWrittenBeforeItIsRead() {
    ChunkChannel<Integer> channel = new ChunkChannel<>();
    IntStream.range(0, ChunkChannel.DEFAULT_CAPACITY).forEach(channel::emit);
    channel.complete();
    assertThat(channel.stream().toList()).hasSize(ChunkChannel.DEFAULT_CAPACITY);
  }
}
