package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.Runnel;
import dev.runnel.StepException;
import dev.runnel.StepTrail;
import dev.runnel.TimeoutPolicy;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a component brings along holds in each chain, also in a chain that is that component. */
@Timeout(60)
class ComponentConfigTest {
  private final RecordingListener heard = new RecordingListener();
  private final RecordingListener ofParts = new RecordingListener();
  private final RunConfig listening = RunConfig.DEFAULT.withListeners(heard);

  @AfterEach
  void eventsAreWellFormed() {
    heard.assertWellFormed();
    ofParts.assertWellFormed();
  }

  private static ChatModel model(String... chunks) {
    return ScriptedChatModel.builder().otherwise(Script.of(chunks)).build();
  }

  private ConfiguredChains chains(ChatModel model) {
    return new ConfiguredChainsRunnables(ofParts, model);
  }

  private ConfiguredChains chainsOf(String... chunks) {
    return chains(model(chunks));
  }

  private static List<String> kinds(RecordingListener listener, String name) {
    return listener.of(name).stream().map(event -> event.getClass().getSimpleName()).toList();
  }

  // ---- a chain of one step is that step

  @Test
  void aChainOfOneComponentHasItsTagsMetadataAndListenersUnderTheChainsName() {
    RunConfig own =
        RunConfig.DEFAULT
            .withName("parrot")
            .withTags("model")
            .withMetadata("version", 7)
            .withListeners(ofParts);
    chains(model("a").withConfig(own)).asked().withConfig(listening).stream("hi")
        .forEach(chunk -> {});
    assertThat(heard.startedNames()).containsExactly("asked");
    RunInfo run = heard.events().get(0).run();
    assertThat(run.tags()).containsExactlyInAnyOrder("model", "chain", "step");
    assertThat(run.metadata()).containsEntry("version", 7);
    assertThat(ofParts.events()).isEqualTo(heard.events());
  }

  @Test
  void theListenersOfItsComponentHearAChainThatNobodyElseHears() {
    RunConfig own = RunConfig.DEFAULT.withListeners(ofParts);
    chains(model("a", "b").withConfig(own)).asked().invoke("hi");
    assertThat(kinds(ofParts, "asked")).containsExactly("Start", "Chunk", "Chunk", "End");
  }

  @Test
  void aChainOfAChainOfOneComponentHasItsConfigurationToo() {
    RunConfig own = RunConfig.DEFAULT.withTags("model").withListeners(ofParts);
    chains(model("a").withConfig(own)).askedAgain().invoke("hi");
    assertThat(ofParts.startedNames()).containsExactly("askedAgain");
    assertThat(ofParts.events().get(0).run().tags()).contains("model", "chain", "step");
  }

  @Test
  void theLimitsOfItsComponentHoldForTheChain() {
    ChatModel waiting =
        ScriptedChatModel.builder().otherwise(Script.of("a").await(new Gate())).build();
    RunConfig own = RunConfig.DEFAULT.withTimeout(TimeoutPolicy.ofTotal(Duration.ofMillis(1)));
    assertThatThrownBy(
            () -> chains(waiting.withConfig(own)).asked().withConfig(listening).invoke("hi"))
        .isInstanceOf(RunTimeoutException.class);
    assertThat(kinds(heard, "asked")).endsWith("Cancel");
  }

  @Test
  void aComponentThatCannotBeMadeFailsInItsStep() {
    assertThatThrownBy(() -> chainsOf().unanswered().withConfig(listening).invoke("hi"))
        .hasMessage("no model")
        .satisfies(failure -> assertThat(trail(failure)).isEqualTo("missing"));
    assertThat(kinds(heard, "unanswered")).containsExactly("Start", "Failure");
    assertThatThrownBy(() -> chainsOf("a").unparsed().withConfig(listening).invoke("hi"))
        .hasMessage("no parser")
        .satisfies(failure -> assertThat(trail(failure)).isEqualTo("noParser"));
    assertThat(kinds(heard, "unparsed")).containsExactly("Start", "Failure");
  }

  private static String trail(Throwable failure) {
    return ((StepTrail) failure.getSuppressed()[0]).step();
  }

  // ---- only a part is listened to

  @Test
  void aTransformerIsHeardWhereNobodyHearsItsChain() {
    assertThat(chainsOf("a", "b").parsed().invoke("hi")).isEqualTo("ab.");
    assertThat(ofParts.startedNames()).containsExactly("text");
    assertThat(kinds(ofParts, "text")).containsExactly("Start", "End");
    chainsOf("a", "b").parsed().stream("hi").forEach(chunk -> {});
    assertThat(kinds(ofParts, "text"))
        .containsExactly("Start", "End", "Start", "Chunk", "Chunk", "Chunk", "End");
    RunEvent.End end = (RunEvent.End) ofParts.events().get(6);
    assertThat(end.output()).isEqualTo("ab.");
    assertThat(end.input()).hasToString(model("ab").invoke("").toString());
    assertThat(end.run().tags()).containsExactly("seq:step:2");
    assertThat(end.run().parentIds()).hasSize(1);
  }

  @Test
  void aTransformerThatIsHeardAloneTellsTheSameAsInAChainThatIsHeard() {
    chainsOf("a", "b").parsed().stream("hi").forEach(chunk -> {});
    chainsOf("a", "b").parsed().withConfig(listening).stream("hi").forEach(chunk -> {});
    List<RunEvent> alone = ofParts.events().subList(0, 5);
    assertThat(heard.of("text")).hasSameSizeAs(alone);
    for (int i = 0; i < alone.size(); i++) {
      assertThat(withoutRun(heard.of("text").get(i))).isEqualTo(withoutRun(alone.get(i)));
    }
  }

  private static List<?> withoutRun(RunEvent event) {
    if (event instanceof RunEvent.Start start) {
      return Arrays.asList("start", start.input());
    }
    if (event instanceof RunEvent.Chunk chunk) {
      return List.of("chunk", chunk.chunk());
    }
    RunEvent.End end = (RunEvent.End) event;
    return Arrays.asList("end", end.input(), end.lastRead(), end.output());
  }

  @Test
  void aTransformerThatFailsTellsWhatReachesTheCaller() {
    Runnel<String, String, String> parsed = chainsOf("a", "?").parsed();
    assertThatThrownBy(() -> parsed.stream("hi").forEach(chunk -> {}))
        .isInstanceOf(StepException.class)
        .hasRootCauseMessage("unreadable")
        .satisfies(
            thrown ->
                assertThat(((RunEvent.Failure) ofParts.events().get(2)).failure())
                    .isSameAs(thrown));
    assertThat(kinds(ofParts, "text")).containsExactly("Start", "Chunk", "Failure");
  }

  @Test
  void aTransformerIsCancelledWhereWhatComesAfterFailsOrCloses() {
    Runnel<String, String, String> parsed = chainsOf("a", "!").parsed();
    assertThatThrownBy(() -> parsed.stream("hi").forEach(chunk -> {})).hasMessage("bad text");
    assertThat(kinds(ofParts, "text")).containsExactly("Start", "Chunk", "Chunk", "Cancel");
    try (ChunkStream<String> chunks = parsed.stream("hi")) {
      chunks.next();
    }
    assertThat(kinds(ofParts, "text")).endsWith("Start", "Chunk", "Cancel");
  }

  @Test
  void aComponentThatReadsAStreamIsHeardWhereNobodyHearsItsChain() {
    chainsOf("a", "b").readThrough().stream("hi").forEach(chunk -> {});
    assertThat(kinds(ofParts, "read")).containsExactly("Start", "Chunk", "Chunk", "End");
    assertThatThrownBy(() -> chainsOf("!").readThrough().stream("hi").forEach(chunk -> {}))
        .hasMessage("bad text");
    assertThat(kinds(ofParts, "read")).endsWith("Start", "Chunk", "Cancel");
  }
}
