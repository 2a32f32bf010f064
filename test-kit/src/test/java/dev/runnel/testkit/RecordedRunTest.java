package dev.runnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.TokenUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RecordedRunTest {
  private static final ChatPrompt PROMPT = ChatPrompt.of("Tell me a joke");

  /** A model that was asked as the root, with its chunks after 100, 250 and 300 ms. */
  private static final String TIMED =
      """
      {"format":"runnel-run","version":1,"chain":"model",
       "input":{"type":"ChatPromptValue","messages":[{"type":"human","content":"Tell me a joke"}]},
       "runs":[{"id":"a","name":"model","type":"chat_model","tags":[],"start":0,"end":300,
         "state":"ended",
         "input":{"messages":[{"type":"human","content":"Tell me a joke"}]},
         "output":{"type":"AIMessageChunk","content":"Why not?"},
         "chunks":[
           [100,{"type":"AIMessageChunk","content":"Why"}],
           [250,{"type":"AIMessageChunk","content":" not"}],
           [300,{"type":"AIMessageChunk","content":"?"}]]}]}
      """;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("run.json");
  }

  private RecordedRun timed() throws IOException {
    return RecordedRun.read(Files.writeString(file, TIMED));
  }

  @Test
  void whatAModelStreamsIsReplayedFromTheFile() {
    ScriptedChatModel real =
        ScriptedChatModel.of(
            Script.empty()
                .reasoning("Hm.")
                .text("I", " look\ud83e", "\udd9c\n", "")
                .call(0, "c1", "search", "{\"words\":", "\"parrots\"}")
                .end(FinishReason.TOOL_CALLS, new TokenUsage(7, 9)));

    RecordedRun.of(real, PROMPT).writeTo(file);
    ScriptedChatModel replayed = RecordedRun.read(file).model();

    List<AiMessageChunk> chunks = replayed.stream(PROMPT).toList();
    assertThat(chunks).isEqualTo(real.stream(PROMPT).toList());
    AiMessage whole = replayed.invoke(PROMPT);
    assertThat(whole).isEqualTo(real.invoke(PROMPT));
    assertThat(whole.toolCalls()).hasSize(1);
  }

  @Test
  void theAttemptsOfOnePromptAreReplayedInTheirOrderAndThenAgain() {
    ScriptedChatModel real =
        ScriptedChatModel.builder()
            .next(Script.failing(new IllegalStateException("busy")))
            .next(Script.of("Why").fail(new IOException("cut off")))
            .next(Script.of("Why", " not?"))
            .build();
    RetryPolicy thrice = RetryPolicy.ofAttempts(3).withDelay(Duration.ZERO);
    RecordedRun.of(real.withRetry(thrice).then(told()), PROMPT).writeTo(file);

    RecordedRun recorded = RecordedRun.read(file);
    ScriptedChatModel replayed = recorded.model();

    for (int i = 0; i < 2; i++) {
      recorded.assertRepeatedBy(replayed.withRetry(thrice).then(told()), PROMPT);
    }
    assertThatThrownBy(() -> replayed.invoke(PROMPT))
        .isInstanceOf(RecordedFailureException.class)
        .hasMessage("busy")
        .extracting(failure -> ((RecordedFailureException) failure).type())
        .isEqualTo("java.lang.IllegalStateException");
  }

  private static Runnel<AiMessage, String, String> told() {
    return RunnableLambda.of("told", AiMessage::text);
  }

  @Test
  void theRecordedPaceIsThatOfAClockOnWhichNobodyWaits() throws Exception {
    VirtualClock clock = new VirtualClock();

    timed().model(clock).withConfig(RunConfig.DEFAULT.withClock(clock)).invoke(PROMPT);

    assertThat(clock.waits())
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(150), Duration.ofMillis(50));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "NaN", "Infinity"})
  void aSpeedIsMoreThanZero(double speed) throws Exception {
    RecordedRun recorded = timed();

    assertThatThrownBy(() -> recorded.model(speed)).hasMessageContaining("more than 0");
  }

  @Test
  void aSpeedIsAFactor() throws Exception {
    long before = System.nanoTime();

    assertThat(timed().model(2).invoke(PROMPT).text()).isEqualTo("Why not?");

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(140));
    assertThat(Replay.scaled(Duration.ofMillis(300), 1000)).isEqualTo(Duration.ofNanos(300_000));
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws Exception {
    Files.write(file, new byte[] {(byte) 0xff, 0, (byte) 0xfe});

    assertThatThrownBy(() -> RecordedRun.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("UTF-8");
  }

  @Test
  void aPromptThatIsNotInTheRecordIsNamed() throws Exception {
    ScriptedChatModel model = timed().model();

    assertThatThrownBy(() -> model.invoke(ChatPrompt.of("Tell me two")))
        .hasMessageContaining("no answer to this prompt")
        .hasMessageContaining("Tell me two")
        .hasMessageContaining("Tell me a joke")
        .hasMessageContaining("record the run again");
  }

  @Test
  void whatDiffersIsListed() throws Exception {
    RecordedRun recorded = timed();

    assertThatCode(() -> recorded.assertRepeatedBy(named(Script.of("Why not?")), PROMPT))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> recorded.assertRepeatedBy(named(Script.of("No.")), PROMPT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the output was")
        .hasMessageContaining("No.");
    Script failing = Script.of("Why").fail(new IllegalStateException("busy"));
    assertThatThrownBy(() -> recorded.assertRepeatedBy(named(failing), PROMPT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the end of the run was ENDED, but is FAILED")
        .hasMessageContaining("busy");
  }

  private static ScriptedChatModel named(Script script) {
    return ScriptedChatModel.builder().name("model").otherwise(script).build();
  }

  @Test
  void theRecordTellsInputOutputAndChunks() throws Exception {
    RecordedRun recorded = timed();

    assertThat(recorded.input().at("/messages/0/content").asString()).isEqualTo("Tell me a joke");
    assertThat(recorded.output().orElseThrow().path("content").asString()).isEqualTo("Why not?");
    assertThat(recorded.chunks()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "\"format\":\"runnel-run\" | \"format\":\"har\" | /format",
        "\"version\":1 | \"version\":2 | /version: it is 2",
        "\"chain\":\"model\" | \"chain\":7 | /chain",
        "\"runs\":[{ | \"runs\":[],\"x\":[{ | /runs: there must be one",
        "\"id\":\"a\" | \"x\":1 | /runs/0/id",
        "\"id\":\"a\" | \"id\":\"a\",\"parent\":\"b\" | /runs/0/parent",
        "\"state\":\"ended\" | \"state\":\"done\" | /runs/0/state",
        "[100,{ | [\"100\",{ | /runs/0/chunks/0",
        "\"start\":0 | \"start\":\"0\" | /runs/0/start",
        "{\"format\" | [\"format\" | no JSON",
      })
  void aBrokenFileIsRefusedWithItsPlace(String part, String broken, String told) throws Exception {
    assertThat(TIMED).contains(part);
    Files.writeString(file, TIMED.replace(part, broken));

    assertThatThrownBy(() -> RecordedRun.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(told);
  }

  @Test
  void aRecordThatLacksChunksIsNotReplayed() throws Exception {
    Files.writeString(
        file, TIMED.replace("\"state\":\"ended\"", "\"state\":\"ended\",\"dropped\":5"));
    RecordedRun recorded = RecordedRun.read(file);

    assertThatThrownBy(recorded::model).hasMessageContaining("lacks the last 5 chunks");
  }
}
