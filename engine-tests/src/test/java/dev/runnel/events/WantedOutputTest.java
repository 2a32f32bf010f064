package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Chunks are added up for those listeners only that want to know of the output. */
class WantedOutputTest {
  private final ScopedChains chains =
      new ScopedChainsRunnables(step -> {}, ScriptedChatModel.of("a", "b"));

  /** Hears of no chunk, and of the outputs of those runs that it has chosen. */
  private static final class Choosing implements RunListener {
    private final Predicate<RunInfo> wanted;
    private final Map<String, String> ends = new TreeMap<>();
    private final List<String> cancelled = new CopyOnWriteArrayList<>();

    Choosing(Predicate<RunInfo> wanted) {
      this.wanted = wanted;
    }

    @Override
    public boolean wantsChunks(RunInfo run) {
      return false;
    }

    @Override
    public boolean wantsOutput(RunInfo run) {
      return wanted.test(run);
    }

    @Override
    public void onEnd(RunEvent.End event) {
      ends.put(event.run().name(), text(event.input()) + " -> " + text(event.output()));
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      cancelled.add(event.run().name());
    }

    private static String text(@Nullable Object payload) {
      return payload == null ? "null" : payload.getClass().getSimpleName();
    }
  }

  /** Who checks all runs wants all outputs. */
  private static void assumeNobodyElseListens() {
    assumeFalse(Boolean.getBoolean("runnel.watch"));
  }

  private String streamed(RunListener... listeners) {
    StringBuilder text = new StringBuilder();
    chains.pushing().withListeners(listeners).stream("hi").forEach(text::append);
    return text.toString();
  }

  @Test
  void whereNobodyWantsItAllEventsComeWithoutIt() {
    assumeNobodyElseListens();
    Choosing none = new Choosing(run -> false);
    assertThat(streamed(none)).isEqualTo("AABB");
    assertThat(none.ends)
        .containsOnly(
            Map.entry("ask", "String -> null"),
            Map.entry("model", "ChatPrompt -> null"),
            Map.entry("upper", "null -> null"),
            Map.entry("twice", "null -> null"),
            Map.entry("counted", "null -> null"),
            Map.entry("pushing", "String -> null"));
    assertThat(chains.pushing().withListeners(none).invoke("hi")).isEqualTo("AABB");
  }

  @Test
  void whoWantsThatOfOneRunGetsItAndWhatReadsItHasItAsInput() {
    assumeNobodyElseListens();
    Choosing models = new Choosing(run -> run.type() == RunType.CHAT_MODEL);
    streamed(models);
    assertThat(models.ends)
        .containsEntry("model", "ChatPrompt -> AiMessage")
        .containsEntry("upper", "AiMessage -> null")
        .containsEntry("twice", "null -> null")
        .containsEntry("pushing", "String -> null");
  }

  @Test
  void whoWantsAllLacksNothingBesideOneThatWantsNone() {
    Choosing none = new Choosing(run -> false);
    Choosing all = new Choosing(run -> true);
    RecordingListener heard = new RecordingListener();
    streamed(none, all, heard);
    assertThat(none.ends).isEqualTo(all.ends);
    assertThat(all.ends)
        .containsEntry("upper", "AiMessage -> String")
        .containsEntry("counted", "String -> String")
        .containsEntry("pushing", "String -> String");
    heard.assertWellFormed();
  }

  @Test
  void oneThatThrowsGetsIt() {
    Choosing throwing =
        new Choosing(
            run -> {
              throw new IllegalStateException("no");
            });
    assertThat(streamed(throwing)).isEqualTo("AABB");
    assertThat(throwing.ends).containsEntry("pushing", "String -> String");
  }

  @Test
  void whoeverCancelsBetweenChunksCancelsAllThatIsOpen() {
    Choosing none = new Choosing(run -> false);
    try (ChunkStream<String> chunks = chains.pushing().withListeners(none).stream("hi")) {
      chunks.next();
    }
    assertThat(none.cancelled)
        .containsExactlyInAnyOrder("model", "upper", "twice", "counted", "pushing");
  }

  @Test
  void noChunkComesAfterTheCancel() {
    Choosing none = new Choosing(run -> false);
    try (ChunkStream<String> chunks = chains.pulling().withListeners(none).stream("hi")) {
      chunks.next();
      chunks.close();
      assertThatThrownBy(chunks::next).isInstanceOf(StreamClosedException.class);
    }
    assertThat(none.ends).containsOnlyKeys("ask");
  }
}
