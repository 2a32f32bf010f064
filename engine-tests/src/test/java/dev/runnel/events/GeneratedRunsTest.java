package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.shared.Background;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Generated chains tell of parallel parts, of emitting steps, and of chains within chains. */
@Timeout(60)
class GeneratedRunsTest {
  private static final String GROUP = "RunnableParallel<left,right,word>";

  private final Gate gate = new Gate();
  private final ScriptedChatModel model =
      ScriptedChatModel.builder().otherwise(Script.of("a", "b")).build();
  private final ScriptedChatModel waiting =
      ScriptedChatModel.builder().otherwise(Script.of("a").await(gate)).build();
  private final WatchedChains chains = new WatchedChainsRunnables(gate, model, waiting);
  private final RecordingListener heard = new RecordingListener();
  private final RunConfig listening = RunConfig.DEFAULT.withListeners(heard);

  @AfterEach
  void eventsAreWellFormed() {
    heard.assertWellFormed();
    assertThat(model.openRuns() + waiting.openRuns()).isZero();
  }

  private List<String> kinds(String name) {
    return heard.of(name).stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  private RunInfo run(String name) {
    return heard.of(name).get(0).run();
  }

  @Test
  void parallelStepsAreOneRunThatGivesTheirChunksByName() {
    assertThat(chains.joined().withConfig(listening).invoke("x")).isEqualTo("left of x, ab, x");
    assertThat(run("left").parentIds()).last().isEqualTo(run(GROUP).id());
    assertThat(run("aside").tags()).containsExactly("map:key:right");
    assertThat(run("RunnablePassthrough").tags()).containsExactly("map:key:word");
    assertThat(run("join").tags()).containsExactly("seq:step:2");
    RunEvent.End end = (RunEvent.End) heard.of(GROUP).get(1);
    assertThat(end.input()).isEqualTo("x");
    assertThat(((Map<?, ?>) end.output()).keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrder("left", "right", "word");
  }

  @Test
  void aStreamedParallelRunGivesOneChunkForEachOfItsBranches() {
    chains.joined().withConfig(listening).stream("x").forEach(chunk -> {});
    assertThat(kinds(GROUP)).containsExactly("Start", "Chunk", "Chunk", "Chunk", "Chunk", "End");
  }

  @Test
  void aFailingBranchFailsItsGroupAndCancelsTheOther() {
    assertThatThrownBy(() -> chains.failing().withConfig(listening).invoke("x")).hasMessage("no x");
    assertThat(kinds("fails")).containsExactly("Start", "Failure");
    assertThat(kinds("waits")).last().isEqualTo("Cancel");
    assertThat(kinds("RunnableParallel<fails,waits>")).last().isEqualTo("Failure");
    assertThat(kinds("failing")).containsExactly("Start", "Failure");
  }

  @Test
  void aChainWithinAChainIsOneRunWithItsStepsBelow() {
    chains.shoutedTwice().withConfig(listening).stream("ab").forEach(chunk -> {});
    assertThat(run("letters").parentIds()).last().isEqualTo(run("shouted").id());
    assertThat(run("shouted").tags()).containsExactly("seq:step:1");
    assertThat(kinds("shouted")).containsExactly("Start", "Chunk", "Chunk", "End");
    assertThat(kinds("twice")).containsExactly("Start", "Chunk", "Chunk", "End");
  }

  @Test
  void stepsThatReadChunksEndAfterWhatGivesThemInTheirOrder() {
    chains.shoutedHalves().withConfig(listening).stream("ab").forEach(chunk -> {});
    assertThat(ended())
        .containsExactly("letters", "upper", "shouted", "twice", "halves", "shoutedHalves");
  }

  @Test
  void stepsThatReadTheInputsChunksEndInTheirOrder() {
    chains.halvesOfAll().withConfig(listening).stream("ab").forEach(chunk -> {});
    assertThat(ended()).containsExactly("twice", "halves", "halvesOfAll");
  }

  @Test
  void aStepThatReturnsTheStreamThatItReadsEndsWithWhatThatGives() {
    assertThat(chains.shoutedAsRead().withConfig(listening).invoke("ab")).isEqualTo("all of AB");
    assertThat(kinds("asRead")).containsExactly("Start", "End");
    assertThat(((RunEvent.End) heard.of("asRead").get(1)).output()).isEqualTo("AB");
    assertThat(ended())
        .containsExactly("letters", "upper", "shouted", "asRead", "ofAll", "shoutedAsRead");
  }

  private List<String> ended() {
    return heard.events().stream()
        .filter(event -> event instanceof RunEvent.End)
        .map(event -> event.run().name())
        .toList();
  }

  @Test
  void closingAnEmittingChainCancelsAllItsRuns() {
    for (Runnel<String, String, String> chain :
        List.<Runnel<String, String, String>>of(chains.shouted(), chains.shoutedTwice())) {
      try (ChunkStream<String> chunks = chain.withConfig(listening).stream("x".repeat(1_000))) {
        chunks.next();
      }
    }
    assertThat(heard.openRuns()).isZero();
    assertThat(kinds("letters")).contains("Cancel");
  }

  @RepeatedTest(20)
  void aListenerThatInsistsAnywhereLeavesNoRunOpen() {
    for (String where : List.of("left", "aside", "join", "joined", "RunnablePassthrough", GROUP)) {
      for (Class<?> when :
          List.<Class<?>>of(RunEvent.Start.class, RunEvent.Chunk.class, RunEvent.End.class)) {
        RecordingListener independent = new RecordingListener();
        RunConfig config = RunConfig.DEFAULT.withListeners(new Insisting(when, where), independent);
        assertThatThrownBy(
                () -> chains.joined().withConfig(config).stream("x").forEach(chunk -> {}))
            .as("%s of %s", when.getSimpleName(), where)
            .hasMessage("insists");
        independent.assertWellFormed();
      }
    }
  }

  @Test
  void aListenerThatInsistsOnTheEndOfAGroupDoesNotHideWhatFailed() {
    String group = "RunnableParallel<left,waits>";
    RunConfig config = listening.withListeners(new Insisting(RunEvent.End.class, group));
    assertThatThrownBy(() -> chains.refused().withConfig(config).invoke("x")).hasMessage("refused");
    assertThat(kinds("refuse")).containsExactly("Start", "Failure");
    assertThat(kinds("waits")).last().isEqualTo("Cancel");
    assertThat(kinds(group)).last().isEqualTo("Cancel");
    assertThat(kinds("refused")).containsExactly("Start", "Failure");
  }

  @Test
  void aGroupEndsWellWhereABranchIsNoLongerWanted() {
    assertThat(chains.enough().withConfig(listening).invoke("x")).isEqualTo("left of x, a");
    assertThat(kinds("waits")).last().isEqualTo("Cancel");
    assertThat(kinds("RunnableParallel<left,waits>")).containsExactly("Start", "End");
  }

  @Test
  void theCallerLearnsOfAFailureElsewhereWhenAllWhoListenHaveHeardOfIt() {
    Late late = new Late("failing");
    assertThatThrownBy(() -> chains.failing().withConfig(listening.withListeners(late)).invoke("x"))
        .hasMessage("no x");
    late.returned();
  }

  @Test
  void theReaderLearnsOfAFailureElsewhereWhenAllWhoListenHaveHeardOfIt() {
    Late late = new Late("failingLetters");
    try (ChunkStream<String> chunks =
        chains.failingLetters().withConfig(listening.withListeners(late)).stream("x")) {
      assertThatThrownBy(chunks::hasNext).hasMessage("no x");
      late.returned();
    }
  }

  @Test
  void aRunThatIsClosedElsewhereReturnsWhenAllWhoListenHaveHeardOfIt() throws Exception {
    Late late = new Late("asked");
    ChunkStream<?> chunks = chains.asked().withConfig(listening.withListeners(late)).stream("x");
    Background<?> reader =
        Background.run(
            () -> {
              assertThatThrownBy(() -> chunks.forEach(chunk -> {}))
                  .isInstanceOf(StreamClosedException.class);
              late.returned();
              return "returned";
            });
    gate.awaitWaiting();
    chunks.close();
    assertThat(reader.result()).isEqualTo("returned");
    late.assertHeard();
  }

  /** Takes its time to hear of the end of a run, so that who does not wait for it comes first. */
  private static final class Late implements RunListener {
    private final String name;
    private final CountDownLatch returned = new CountDownLatch(1);
    private final AtomicBoolean heard = new AtomicBoolean();

    Late(String name) {
      this.name = name;
    }

    void returned() {
      returned.countDown();
      assertHeard();
    }

    void assertHeard() {
      assertThat(heard).as("the listener has heard of the end of '" + name + "'").isTrue();
    }

    private void hear(RunEvent event) {
      if (event.run().name().equals(name)) {
        try {
          heard.set(!returned.await(100, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }

    @Override
    public void onError(RunEvent.Failure event) {
      hear(event);
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      hear(event);
    }
  }

  private record Insisting(Class<?> when, String where) implements RunListener {
    @Override
    public boolean failOnError() {
      return true;
    }

    private void hear(RunEvent event) {
      if (when.isInstance(event) && event.run().name().equals(where)) {
        throw new IllegalStateException("insists");
      }
    }

    @Override
    public void onStart(RunEvent.Start event) {
      hear(event);
    }

    @Override
    public void onChunk(RunEvent.Chunk event) {
      hear(event);
    }

    @Override
    public void onEnd(RunEvent.End event) {
      hear(event);
    }
  }
}
