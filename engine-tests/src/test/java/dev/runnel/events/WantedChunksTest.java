package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Each listener gets the chunks of those runs that it has chosen, and all other events. */
class WantedChunksTest {
  private final ScopedChains chains =
      new ScopedChainsRunnables(step -> {}, ScriptedChatModel.of("a", "b"));

  private static final class Choosing implements RunListener {
    final Predicate<RunInfo> wanted;
    final List<String> heard = new CopyOnWriteArrayList<>();

    Choosing(Predicate<RunInfo> wanted) {
      this.wanted = wanted;
    }

    @Override
    public boolean wantsChunks(RunInfo run) {
      return wanted.test(run);
    }

    @Override
    public void onStart(RunEvent.Start event) {
      heard.add("start " + event.run().name());
    }

    @Override
    public void onChunk(RunEvent.Chunk event) {
      heard.add("chunk " + event.run().name());
    }

    @Override
    public void onEnd(RunEvent.End event) {
      heard.add("end " + event.run().name());
    }

    List<String> chunks() {
      return heard.stream().filter(line -> line.startsWith("chunk")).distinct().sorted().toList();
    }

    long others() {
      return heard.stream().filter(line -> !line.startsWith("chunk")).count();
    }
  }

  @Test
  void eachHearsThoseThatItHasChosen() {
    Choosing none = new Choosing(run -> false);
    Choosing models = new Choosing(run -> run.type() == RunType.CHAT_MODEL);
    Choosing all = new Choosing(run -> true);
    Choosing throwing =
        new Choosing(
            run -> {
              throw new IllegalStateException("no");
            });
    chains.pulling().withListeners(none, models, throwing, all).stream("hi").forEach(chunk -> {});
    assertThat(none.chunks()).isEmpty();
    assertThat(throwing.chunks()).isEmpty();
    assertThat(models.chunks()).containsExactly("chunk model");
    assertThat(all.chunks())
        .containsExactly(
            "chunk ask", "chunk model", "chunk pulled", "chunk pulling", "chunk upper");
    assertThat(List.of(none.others(), models.others(), throwing.others()))
        .containsOnly(all.others());
  }
}
