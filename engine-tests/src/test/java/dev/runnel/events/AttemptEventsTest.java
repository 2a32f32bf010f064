package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RetryPolicy;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.TimeoutPolicy;
import dev.runnel.event.EventOptions;
import dev.runnel.event.RunEvent;
import dev.runnel.event.StreamEvent;
import dev.runnel.model.ChatModel;
import dev.runnel.testkit.EventAssertions;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each attempt at a step is a run below the step's, and tells how it ended. */
@Timeout(60)
class AttemptEventsTest {
  private static final RetryPolicy THREE = RetryPolicy.ofAttempts(3).withDelay(Duration.ZERO);

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Gate gate = new Gate();
  private final Alarms clock = new Alarms();
  private final RecordingListener heard = new RecordingListener();
  private final RecordingListener ofParts = new RecordingListener();
  private final RunConfig listening = RunConfig.DEFAULT.withListeners(heard);

  @AfterEach
  void eventsAreWellFormed() {
    heard.assertWellFormed();
    ofParts.assertWellFormed();
    assertThat(ofParts.events()).isEqualTo(heard.of("text"));
  }

  private static ScriptedChatModel model(Script... answers) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder().name("model");
    for (Script answer : answers) {
      model.next(answer);
    }
    return model.build();
  }

  private static Script failing(String message, String... before) {
    return Script.of(before).fail(new IllegalStateException(message));
  }

  private ConfiguredChains chains(ChatModel model) {
    return new ConfiguredChainsRunnables(ofParts, model);
  }

  /** Tells what happened to the chain and its model, each line indented by the depth of the run. */
  private List<String> lines() {
    return heard.events().stream()
        .filter(event -> event.run().name().equals("model") || event.run().isRoot())
        .filter(event -> !(event instanceof RunEvent.Chunk))
        .map(AttemptEventsTest::line)
        .toList();
  }

  private static String line(RunEvent event) {
    String why =
        event instanceof RunEvent.Failure failure ? ": " + failure.failure().getMessage() : "";
    String attempt =
        event.run().tags().stream().filter(tag -> tag.startsWith("retry:")).findFirst().orElse("");
    return ".".repeat(event.run().parentIds().size())
        + event.getClass().getSimpleName()
        + " "
        + (attempt.isEmpty() ? event.run().name() : attempt)
        + why;
  }

  @Test
  void eachAttemptAtAStepTellsItsErrorAndTheStepEndsWell() {
    ChatModel model = model(failing("1"), failing("2"), Script.of("a", "b")).withRetry(THREE);
    List<String> read = new ArrayList<>();
    chains(model).parsed().withConfig(listening).stream("hi").forEach(read::add);
    assertThat(read).containsExactly("a", "b", ".");
    assertThat(lines())
        .containsExactly(
            "Start parsed",
            ".Start model",
            "..Start model",
            "..Failure model: 1",
            "..Start retry:attempt:2",
            "..Failure retry:attempt:2: 2",
            "..Start retry:attempt:3",
            "..End retry:attempt:3",
            ".End model",
            "End parsed");
  }

  @Test
  void aWholeThatIsMadeAnewHoldsTheChunksOfTheLastAttemptOnly() {
    ChatModel model = model(failing("1", "lost"), Script.of("kept")).withRetry(THREE);
    assertThat(chains(model).answered().withConfig(listening).stream("hi").toJavaStream())
        .containsExactly("kept");
    assertThat(lines())
        .containsExactly(
            "Start answered",
            ".Start model",
            "..Start model",
            "..Failure model: 1",
            "..Start retry:attempt:2",
            "..End retry:attempt:2",
            ".End model",
            "End answered");
    RunEvent.End end =
        (RunEvent.End)
            heard.of("model").stream()
                .filter(event -> event instanceof RunEvent.End)
                .reduce((first, last) -> last)
                .orElseThrow();
    assertThat(end.output()).hasToString(model(Script.of("kept")).invoke("").toString());
  }

  @Test
  void aChainThatIsThatStepStartsAnewAsLongAsItsCallerOnlyAddsUp() {
    ChatModel model = model(failing("1", "lost"), Script.of("kept")).withRetry(THREE);
    assertThat(chains(model).asked().withConfig(listening).invoke("hi").text()).isEqualTo("kept");
    assertThat(lines()).startsWith("Start asked").endsWith("End asked").hasSize(6);
    RunEvent.End end = (RunEvent.End) heard.of("asked").get(heard.of("asked").size() - 1);
    assertThat(end.output()).hasToString(model(Script.of("kept")).invoke("").toString());
  }

  @Test
  void whenAllAttemptsFailTheStepAndTheChainFailWithTheLast() {
    ChatModel model = model(failing("1"), failing("2"), failing("3")).withRetry(THREE);
    assertThatThrownBy(() -> chains(model).parsed().withConfig(listening).invoke("hi"))
        .hasMessage("3");
    assertThat(lines())
        .containsExactly(
            "Start parsed",
            ".Start model",
            "..Start model",
            "..Failure model: 1",
            "..Start retry:attempt:2",
            "..Failure retry:attempt:2: 2",
            "..Start retry:attempt:3",
            "..Failure retry:attempt:3: 3",
            ".Failure model: 3",
            "Failure parsed: 3");
  }

  @Test
  void thereIsNoFurtherAttemptOnceAChunkWasStreamed() {
    ChatModel model = model(failing("1", "a"), Script.of("b")).withRetry(THREE);
    List<String> read = new ArrayList<>();
    assertThatThrownBy(
            () -> chains(model).parsed().withConfig(listening).stream("hi").forEach(read::add))
        .hasMessage("1");
    assertThat(read).containsExactly("a");
    assertThat(lines())
        .containsExactly(
            "Start parsed",
            ".Start model",
            "..Start model",
            "..Failure model: 1",
            ".Failure model: 1",
            "Failure parsed: 1");
  }

  @Test
  void anAttemptThatTakesTooLongIsCancelled() throws Exception {
    ScriptedChatModel scripted = model(Script.of("lost").await(gate), Script.of("kept"));
    ChatModel model = scripted.withTimeout(TimeoutPolicy.ofTotal(LIMIT)).withRetry(THREE);
    CompletableFuture<String> answer =
        chains(model).answered().withConfig(listening.withClock(clock)).invokeAsync("hi");
    gate.awaitWaiting();
    clock.fire();
    assertThat(answer.get()).isEqualTo("kept");
    assertThat(lines())
        .containsExactly(
            "Start answered",
            ".Start model",
            "..Start model",
            "..Cancel model",
            "..Start retry:attempt:2",
            "..End retry:attempt:2",
            ".End model",
            "End answered");
    assertThat(scripted.openRuns()).isZero();
  }

  @Test
  void aStepThatTakesTooLongIsCancelledAndFailsItsChain() {
    ScriptedChatModel scripted = model(Script.of("a").await(gate));
    ChatModel model = scripted.withTimeout(TimeoutPolicy.ofTotal(LIMIT));
    CompletableFuture<String> answer =
        chains(model).parsed().withConfig(listening.withClock(clock)).invokeAsync("hi");
    gate.awaitWaiting();
    clock.fire();
    assertThatThrownBy(answer::get).hasCauseInstanceOf(RunTimeoutException.class);
    assertThat(lines()).startsWith("Start parsed", ".Start model", ".Cancel model");
    assertThat(lines()).last().asString().startsWith("Failure parsed: 'model' was not at its end");
    assertThat(scripted.openRuns()).isZero();
  }

  /** A clock whose alarms go off when a test says so. */
  private static final class Alarms implements RunClock {
    private final List<Runnable> set = new ArrayList<>();

    void fire() {
      List<Runnable> due;
      synchronized (set) {
        due = List.copyOf(set);
      }
      due.forEach(Runnable::run);
    }

    @Override
    public Alarm schedule(Duration delay, Runnable action) {
      synchronized (set) {
        set.add(action);
      }
      return () -> {
        synchronized (set) {
          set.remove(action);
        }
      };
    }

    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public void sleep(Duration duration) {}

    @Override
    public double random() {
      return 0;
    }
  }

  @Test
  void theStreamOfEventsShowsEachAttemptsError() {
    ChatModel model = model(failing("1"), Script.of("a")).withRetry(THREE);
    List<StreamEvent> events = new ArrayList<>();
    chains(model)
        .parsed()
        .withConfig(listening)
        .streamEvents("hi", EventOptions.DEFAULT)
        .forEach(events::add);
    EventAssertions.assertStreamWellFormed(events);
    assertThat(events)
        .filteredOn(event -> event.event().equals("on_chat_model_error"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.toJson().at("/data/error/message").asString()).isEqualTo("1"));
    assertThat(events.get(events.size() - 1).event()).isEqualTo("on_chain_end");
  }
}
