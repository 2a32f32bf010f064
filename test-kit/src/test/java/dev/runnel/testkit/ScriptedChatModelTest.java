package dev.runnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.StepException;
import dev.runnel.StreamClosedException;
import dev.runnel.annotations.RunType;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ChatPromptTemplate;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TokenUsage;
import dev.runnel.model.ToolCall;
import dev.runnel.shared.Background;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptedChatModelTest {
  @Test
  void itGivesItsChunksEmptyOnesIncluded() {
    ScriptedChatModel model = ScriptedChatModel.of("Why", "", " not");
    List<String> texts = new ArrayList<>();

    model.stream("x").forEach(chunk -> texts.add(chunk.text()));

    assertThat(texts).containsExactly("Why", "", " not");
    assertThat(model.lastRun().state()).isEqualTo(ScriptedRun.State.COMPLETED);
    assertThat(model.lastRun().chunksGiven()).isEqualTo(3);
  }

  @Test
  void aChainIsTestedInAFewLines() {
    ScriptedChatModel model = ScriptedChatModel.of("Why", " did", " the parrot");

    AiMessage joke =
        ChatPromptTemplate.of("Tell me a joke about {topic}")
            .then(model)
            .invoke(Map.of("topic", "parrots"));

    assertThat(joke.text()).isEqualTo("Why did the parrot");
    assertThat(model.lastRequest()).isEqualTo(ChatPrompt.of("Tell me a joke about parrots"));
    assertThat(model.openRuns()).isZero();
  }

  @Test
  void conditionsComeFirstThenTheOrderThenTheRest() {
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .whenAsked("France", Script.of("Paris"))
            .when(prompt -> prompt.messages().size() > 1, Script.of("long"))
            .next(Script.of("first"))
            .next(Script.of("second"))
            .otherwise(prompt -> Script.of("re: " + prompt.text()))
            .build();

    assertThat(List.of("a", "in France?", "b", "c", "France"))
        .extracting(question -> model.invoke(question).text())
        .containsExactly("first", "Paris", "second", "re: c", "Paris");
    assertThat(model.requests())
        .extracting(ChatPrompt::text)
        .containsExactly("a", "in France?", "b", "c", "France");
    assertThat(model.runs()).hasSize(5);
  }

  @Test
  void aRequestThatNoScriptIsForFailsClearly() {
    ScriptedChatModel model =
        ScriptedChatModel.builder().name("my_model").next(Script.of("once")).build();
    model.invoke("a");

    assertThatThrownBy(() -> model.invoke("b"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("my_model", "request number 2", "b", "1 in order");
    assertThat(model.openRuns()).isZero();
  }

  @Test
  void aFailureComesAfterTheChunksBeforeIt() {
    IllegalStateException cut = new IllegalStateException("cut off");
    ScriptedChatModel model = ScriptedChatModel.of(Script.of("a", "b").fail(cut).text("never"));
    List<String> texts = new ArrayList<>();

    assertThatThrownBy(() -> model.stream("x").forEach(chunk -> texts.add(chunk.text())))
        .isSameAs(cut);

    assertThat(texts).containsExactly("a", "b");
    assertThat(model.lastRun().state()).isEqualTo(ScriptedRun.State.FAILED);
    assertThat(model.lastRun().chunksGiven()).isEqualTo(2);
  }

  @Test
  void aCheckedFailureComesInAStepException() {
    IOException reset = new IOException("connection reset");

    assertThatThrownBy(() -> ScriptedChatModel.of(Script.failing(reset)).invoke("x"))
        .isInstanceOf(StepException.class)
        .hasCause(reset);
  }

  @Test
  void aRunThatIsClosedEarlyWasCancelled() {
    ScriptedChatModel model = ScriptedChatModel.of("a", "b");

    try (ChunkStream<AiMessageChunk> stream = model.stream("x")) {
      assertThat(stream.next().text()).isEqualTo("a");
      assertThat(model.openRuns()).isEqualTo(1);
      assertThat(model.lastRun().state()).isEqualTo(ScriptedRun.State.OPEN);
    }

    assertThat(model.lastRun().wasCancelled()).isTrue();
    assertThat(model.lastRun().chunksGiven()).isEqualTo(1);
    assertThat(model.openRuns()).isZero();
  }

  @Test
  void aPauseEndsAtOnceWhenTheStreamIsClosed() throws Exception {
    ScriptedChatModel model =
        ScriptedChatModel.of(Script.of("a").pause(Duration.ofDays(1)).text("b"));
    ChunkStream<AiMessageChunk> stream = model.stream("x");
    assertThat(stream.next().text()).isEqualTo("a");
    Background<AiMessageChunk> reader = Background.run(stream::next);

    stream.close();

    assertThat(reader.failure()).isInstanceOf(StreamClosedException.class);
    assertThat(model.lastRun().awaitEnd()).isEqualTo(ScriptedRun.State.CANCELLED);
  }

  @Test
  void aPauseEndsByItself() {
    ScriptedChatModel model =
        ScriptedChatModel.of(Script.of("a", "b").pacedBy(Duration.ofMillis(1)));

    assertThat(model.invoke("x").text()).isEqualTo("ab");
  }

  @Test
  void anAnswerMayHoldMoreThanText() {
    ToolCall call = new ToolCall("call_1", "weather", "{}");
    Script script =
        Script.ofToolCalls(call)
            .chunks(AiMessageChunk.ofReasoning("hm"))
            .end(FinishReason.STOP, new TokenUsage(1, 2));

    assertThat(ScriptedChatModel.of(script).invoke("x"))
        .isEqualTo(
            new AiMessage(
                List.of(call, new Reasoning("hm")),
                AnswerInfo.of(FinishReason.STOP, new TokenUsage(1, 2)),
                Extras.NONE));
  }

  @Test
  void itsNameIsThatOfItsRuns() {
    ScriptedChatModel model =
        ScriptedChatModel.builder().name("my_model").otherwise(Script.of("a")).build();

    assertThat(model.name()).isEqualTo("my_model");
    assertThat(model.type()).isEqualTo(RunType.CHAT_MODEL);
    assertThat(ScriptedChatModel.of("a").name()).isEqualTo("ScriptedChatModel");
  }

  @Test
  void askingForTheLastRunOfNoneIsAnAssertionError() {
    assertThatThrownBy(() -> ScriptedChatModel.of("a").lastRequest())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("got no request");
  }

  @Test
  void manyThreadsMayUseOneModel() throws Exception {
    ScriptedChatModel model = ScriptedChatModel.answering(prompt -> Script.of(prompt.text(), "!"));
    List<Background<String>> readers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String question = "q" + i;
      readers.add(Background.run(() -> model.invoke(question).text()));
    }

    for (int i = 0; i < 20; i++) {
      assertThat(readers.get(i).result()).isEqualTo("q" + i + "!");
    }
    assertThat(model.requests()).hasSize(20);
    assertThat(model.openRuns()).isZero();
  }
}
