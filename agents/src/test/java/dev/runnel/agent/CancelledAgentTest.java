package dev.runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.annotations.ToolFailure;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TokenUsage;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.testkit.Gate;
import dev.runnel.testkit.HistoryRules;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An agent that is not wanted any more: nothing runs on, and what it leaves can go on. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CancelledAgentTest {
  private static final ChatPrompt QUESTION = ChatPrompt.of("Go.");
  private static final int MOST_CHUNKS = 45;

  private final AtomicInteger running = new AtomicInteger();

  private ScriptedChatModel model() {
    return ScriptedChatModel.builder()
        .next(
            Script.empty()
                .parts(Reasoning.signed("Hm.", "c2ln", "anthropic"))
                .text("Let me ", "look.")
                .call(0, "i", "count", "{\"x\"", ":1}")
                .call(1, "j", "count", "{}")
                .call(2, "k", "unknown", "{}")
                .end(FinishReason.TOOL_CALLS, new TokenUsage(1, 1)))
        .next(Script.of("Once more.").call(0, "l", "count", "{}"))
        .next(Script.of("So", "."))
        .build();
  }

  private Tool<?, ?, ?> count() {
    return EchoTool.of(
        "count",
        ToolRules.DEFAULT,
        in -> {
          running.incrementAndGet();
          try {
            return "1";
          } finally {
            running.decrementAndGet();
          }
        });
  }

  static IntStream places() {
    return IntStream.rangeClosed(0, MOST_CHUNKS);
  }

  @ParameterizedTest
  @MethodSource("places")
  void whereverItIsClosedTheHistoryCanGoOn(int place) {
    ScriptedChatModel model = model();
    RecordingListener listener = new RecordingListener();
    AgentSum sum = new AgentSum();
    int read = 0;
    try (ChunkStream<AgentChunk> chunks =
        Agent.of(model, count()).withListeners(listener).stream(QUESTION)) {
      while (read < place && chunks.hasNext()) {
        sum.add(chunks.next());
        read++;
      }
    }

    Eventually.isZero(running::get);
    Eventually.isZero(model::openRuns);
    Eventually.isZero(listener::openRuns);
    List<ChatMessage> all = new ArrayList<>(QUESTION.messages());
    all.addAll(sum.sum().messages());
    all.add(ChatMessage.user("And now?"));
    HistoryRules.OPENAI.check(all);
    HistoryRules.ANTHROPIC.check(all);
    HistoryRules.GEMINI.check(all);
    assertThat(read < place || place < MOST_CHUNKS).as("places up to the end").isTrue();
  }

  @RepeatedTest(200)
  void closingRacesWithToolsThatEnd() throws Exception {
    CountDownLatch started = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    Tool<?, ?, ?> racing =
        EchoTool.of(
            "count",
            ToolRules.DEFAULT,
            in -> {
              running.incrementAndGet();
              try {
                started.countDown();
                go.await();
                return "1";
              } finally {
                running.decrementAndGet();
              }
            });
    ScriptedChatModel model = model();
    ChunkStream<AgentChunk> chunks = Agent.of(model, racing).stream(QUESTION);
    AgentSum sum = new AgentSum();
    Background<Boolean> reader =
        Background.run(
            () -> {
              try {
                chunks.forEach(sum::add);
                return false;
              } catch (StreamClosedException closed) {
                return true;
              }
            });
    assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();

    go.countDown();
    chunks.close();

    boolean wasClosed = reader.result();
    assertThat(wasClosed || sum.sum().finish() == AgentFinish.ANSWER).isTrue();
    Eventually.isZero(running::get);
    Eventually.isZero(model::openRuns);
    List<ChatMessage> all = new ArrayList<>(QUESTION.messages());
    all.addAll(sum.sum().messages());
    HistoryRules.OPENAI.check(all);
  }

  @Test
  void modelIsCancelledAtOnce() throws Exception {
    Gate gate = new Gate();
    ScriptedChatModel model = ScriptedChatModel.of(Script.of("Well").await(gate).text("..."));
    ChunkStream<AgentChunk> chunks = Agent.of(model, count()).stream(QUESTION);
    Background<Boolean> reader =
        Background.run(
            () -> {
              chunks.forEach(chunk -> {});
              return true;
            });
    gate.awaitWaiting();

    chunks.close();

    assertThat(reader.failure()).isInstanceOf(StreamClosedException.class);
    assertThat(model.lastRun().wasCancelled()).isTrue();
  }

  @Test
  void failureOfTheModelTellsHowFarItCame() {
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .next(Script.empty().call(0, "i", "count", "{}"))
            .next(Script.of("It is").fail(new IllegalStateException("Overloaded.")))
            .build();
    RecordingListener listener = new RecordingListener();

    assertThatThrownBy(() -> Agent.of(model, count()).withListeners(listener).invoke(QUESTION))
        .hasMessage("Overloaded.")
        .satisfies(
            failure -> {
              AgentAnswer soFar = AgentTrail.of(failure).orElseThrow();
              assertThat(soFar.finish()).isEqualTo(AgentFinish.UNFINISHED);
              assertThat(soFar.messages()).hasSize(3);
              assertThat(soFar.message().text()).isEqualTo("It is");
            });
    listener.assertWellFormed();
    assertThat(listener.openRuns()).isZero();
  }

  @Test
  void toolThatEndsTheRunCancelsThoseBesideIt() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    Tool<?, ?, ?> hangs =
        EchoTool.of(
            "hang",
            ToolRules.DEFAULT,
            in -> {
              hanging.countDown();
              try {
                new CountDownLatch(1).await();
                return "";
              } catch (InterruptedException stopped) {
                cancelled.countDown();
                throw stopped;
              }
            });
    Tool<?, ?, ?> ends =
        EchoTool.of(
            "end",
            ToolRules.DEFAULT.withOnFailure(ToolFailure.END_RUN),
            in -> {
              hanging.await();
              throw new IllegalStateException("Enough.");
            });
    ScriptedChatModel model =
        ScriptedChatModel.of(
            Script.ofToolCalls(EchoTool.call("i", "hang", "{}"), EchoTool.call("j", "end", "{}")));

    assertThatThrownBy(() -> Agent.of(model, hangs, ends).invoke(QUESTION)).hasMessage("Enough.");
    assertThat(cancelled.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
