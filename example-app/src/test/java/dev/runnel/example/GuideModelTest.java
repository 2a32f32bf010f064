package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class GuideModelTest {
  @Test
  void closingEndsAPauseAtOnce() throws Exception {
    ChatModel model = GuideModel.replaying(Duration.ofHours(1));
    ChunkStream<AiMessageChunk> stream = model.stream(Guide.question("model"));
    AtomicReference<Thread> reader = new AtomicReference<>();
    CompletableFuture<Boolean> waiting =
        CompletableFuture.supplyAsync(
            () -> {
              reader.set(Thread.currentThread());
              return stream.hasNext();
            });
    while (reader.get() == null || reader.get().getState() == Thread.State.RUNNABLE) {
      Thread.onSpinWait();
    }
    stream.close();

    assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(StreamClosedException.class);
  }

  @Test
  void thePaceIsNaturalByDefaultAndCanBeChosen() {
    AtomicReference<Duration> pace = new AtomicReference<>();
    Session session =
        Session.withModel(
            chosen -> {
              pace.set(chosen);
              return ScriptedChatModel.of("Hi");
            });
    assertThat(session.run("hello")).isZero();
    assertThat(pace.get()).isEqualTo(Duration.ofMillis(30));
    assertThat(session.run("hello", "--pace", "0")).isZero();
    assertThat(pace.get()).isEqualTo(Duration.ZERO);
  }

  @Test
  void anotherQuestionIsRefused() {
    ChatModel model = GuideModel.replaying(Duration.ZERO);
    assertThatThrownBy(() -> model.invoke("Why?"))
        .hasMessage("The guide has no answer to 'Why?'. Ask a real model with --model.");
  }
}
