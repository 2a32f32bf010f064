package dev.runnel.example.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Document;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.RecordedRun;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.testkit.ScriptedRetriever;
import dev.runnel.testkit.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the page on testing shows. */
class JokesTest {
  @Test
  void tellsAJokeAboutTheTopic() {
    ScriptedChatModel model = ScriptedChatModel.of("Why", " did", " the", " parrot", " laugh?");
    Jokes jokes = new JokesRunnables(model);

    List<String> chunks = jokes.joke().stream("parrots").toList();

    assertThat(chunks).containsExactly("Why", " did", " the", " parrot", " laugh?");
    assertThat(jokes.joke().invoke("parrots")).isEqualTo("Why did the parrot laugh?");
    assertThat(model.lastRequest().text()).isEqualTo("Tell me a joke about parrots");
  }

  @Test
  void aStepCanBeOverridden() {
    ScriptedChatModel model = ScriptedChatModel.of("Alas.");
    Jokes sad =
        new JokesRunnables(model) {
          @Override
          public ChatPrompt ask(String topic) {
            return ChatPrompt.of("Tell me something sad about " + topic);
          }
        };

    assertThat(sad.joke().invoke("parrots")).isEqualTo("Alas.");
    assertThat(model.lastRequest().text()).isEqualTo("Tell me something sad about parrots");
  }

  @Test
  void eachRequestCanHaveItsOwnAnswer() {
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .whenAsked("parrots", Script.of("Polly", " who?"))
            .otherwise(Script.of("Bears", " eat."))
            .build();
    Jokes jokes = new JokesRunnables(model);

    assertThat(jokes.joke().invoke("parrots")).isEqualTo("Polly who?");
    assertThat(jokes.joke().invoke("bears")).isEqualTo("Bears eat.");
  }

  @Test
  void aChunkIsThereBeforeTheNextOneIsMade() {
    Gate gate = new Gate();
    Jokes jokes = new JokesRunnables(ScriptedChatModel.of(Script.of("a", "b").gatedBy(gate)));
    List<String> seen = new ArrayList<>();

    CompletableFuture<Void> reading =
        CompletableFuture.runAsync(() -> jokes.joke().stream("parrots").forEach(seen::add));
    gate.awaitWaiting(); // the model waits before "a"
    gate.open();
    gate.awaitWaiting(); // it waits before "b"
    assertThat(seen).containsExactly("a");

    gate.open();
    reading.join();
    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  void whatWasStreamedStaysWhenTheModelFails() {
    Script script = Script.of("Why", " did").fail(new IllegalStateException("The line is dead."));
    Jokes jokes = new JokesRunnables(ScriptedChatModel.of(script));
    List<String> seen = new ArrayList<>();

    assertThatThrownBy(() -> jokes.joke().stream("parrots").forEach(seen::add))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The line is dead.");
    assertThat(seen).containsExactly("Why", " did");
  }

  @Test
  void closingTheStreamCancelsTheModel() {
    ScriptedChatModel model = ScriptedChatModel.of("Why", " did", " the", " parrot");
    Jokes jokes = new JokesRunnables(model);

    try (ChunkStream<String> chunks = jokes.joke().stream("parrots")) {
      assertThat(chunks.next()).isEqualTo("Why");
    }

    assertThat(model.lastRun().wasCancelled()).isTrue();
    assertThat(model.openRuns()).isZero();
  }

  @Test
  void aRetrieverCanBeScriptedToo() {
    ScriptedRetriever retriever = ScriptedRetriever.of("harrison worked at kensho");

    assertThat(retriever.invoke("Where did harrison work?"))
        .containsExactly(Document.of("harrison worked at kensho"));
    assertThat(retriever.queries()).containsExactly("Where did harrison work?");
  }

  @Test
  void aRetryIsTestedWithoutWaiting() {
    VirtualClock clock = new VirtualClock();
    SafeJokes jokes =
        new SafeJokesRunnables(
            ScriptedChatModel.of(Script.failing(new IllegalStateException("The line is dead."))),
            ScriptedChatModel.of("Something", " else."));

    assertThat(jokes.joke().withConfig(RunConfig.DEFAULT.withClock(clock)).invoke("parrots"))
        .isEqualTo("Something else.");
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void aTimeoutIsTestedWithoutWaiting() throws Exception {
    VirtualClock clock = new VirtualClock();
    Gate first = new Gate();
    Gate second = new Gate();
    ScriptedChatModel slow =
        ScriptedChatModel.builder()
            .next(Script.of("Too late").gatedBy(first))
            .next(Script.of("Too late").gatedBy(second))
            .build();
    SafeJokes jokes = new SafeJokesRunnables(slow, ScriptedChatModel.of("In time"));

    CompletableFuture<String> joke =
        jokes.joke().withConfig(RunConfig.DEFAULT.withClock(clock)).invokeAsync("parrots");
    first.awaitWaiting(); // the model waits before its first chunk
    clock.advance(Duration.ofSeconds(10)); // the first attempt is cancelled
    second.awaitWaiting(); // the second one waits
    clock.advance(Duration.ofSeconds(10));
    assertThat(joke.get(30, TimeUnit.SECONDS)).isEqualTo("In time");
    assertThat(slow.openRuns()).isZero();
  }

  @Test
  void aRunIsRecordedOnceAndReplayed(@TempDir Path folder) {
    Path file = folder.resolve("joke.json");
    ChatModel realModel = ScriptedChatModel.of("Why", " did", " the", " parrot", " laugh?");

    RecordedRun.of(new JokesRunnables(realModel).joke(), "parrots").writeTo(file);

    RecordedRun recorded = RecordedRun.read(file);
    Jokes replayed = new JokesRunnables(recorded.model());

    recorded.assertRepeatedBy(replayed.joke(), "parrots");

    VirtualClock clock = new VirtualClock();
    recorded.model(clock).invoke(ChatPrompt.of("Tell me a joke about parrots"));
    assertThat(clock.waits()).hasSize(recorded.chunks().size());
  }
}
