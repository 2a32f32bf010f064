package dev.runnel.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StepException;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import dev.runnel.annotations.ToolFailure;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a model is told where a tool fails, and what ends the run. */
@Timeout(60)
class ToolAnswersTest {
  private static final ToolSpec SPEC = ToolSpec.of("find", "Finds.", "{\"type\":\"object\"}");
  private static final ToolCall CALL = new ToolCall("1", "find", "{}");
  private static final String FAILED = "The tool 'find' failed, and gave no result.";

  private static <O> Tool<JsonNode, O, O> tool(ToolFunction<JsonNode, O> function) {
    return Tool.of(SPEC, function);
  }

  static List<Exception> failures() {
    return List.of(
        new IllegalStateException("secret"),
        new IOException("secret"),
        new StreamClosedException("secret"));
  }

  private static Tool<JsonNode, String, String> failing(Exception failure) {
    return tool(
        input -> {
          throw failure;
        });
  }

  @ParameterizedTest
  @MethodSource("failures")
  void byDefaultAModelIsToldNothingOfWhy(Exception failure) {
    ToolMessage told = failing(failure).answer(CALL);

    assertThat(told.failed()).isTrue();
    assertThat(told.text()).isEqualTo(FAILED);
  }

  @ParameterizedTest
  @MethodSource("failures")
  void onRequestItIsToldTheMessage(Exception failure) {
    ToolRules rules = ToolRules.DEFAULT.withOnFailure(ToolFailure.MESSAGE);

    assertThat(failing(failure).withRules(rules).answer(CALL).text()).isEqualTo("secret");
  }

  @Test
  void aFailureWithoutAMessageIsToldAsTheFixedText() {
    ToolRules rules = ToolRules.DEFAULT.withOnFailure(ToolFailure.MESSAGE);

    assertThat(failing(new IllegalStateException()).withRules(rules).answer(CALL).text())
        .isEqualTo(FAILED);
  }

  @Test
  void aFailureMayEndTheRun() {
    IllegalStateException failure = new IllegalStateException("down");
    IOException checked = new IOException("down");
    ToolRules all = ToolRules.DEFAULT.withOnFailure(ToolFailure.END_RUN);
    ToolRules some = ToolRules.DEFAULT.withEndsRun(Set.of(IOException.class));

    assertThatThrownBy(() -> failing(failure).withRules(all).answer(CALL)).isSameAs(failure);
    assertThat(failing(failure).withRules(some).answer(CALL).text()).isEqualTo(FAILED);
    assertThatThrownBy(() -> failing(checked).withRules(some).answer(CALL))
        .isInstanceOf(StepException.class)
        .hasCause(checked);
  }

  @ParameterizedTest
  @EnumSource(ToolFailure.class)
  void argumentsThatDoNotFitNeverEndTheRun(ToolFailure policy) {
    ToolMessage told =
        tool(input -> "x")
            .withRules(ToolRules.DEFAULT.withOnFailure(policy))
            .answer(new ToolCall("1", "find", "{"));

    assertThat(told.failed()).isTrue();
    assertThat(told.text()).contains("no JSON");
  }

  @Test
  void anErrorOfTheProgramIsNoResult() {
    AssertionError error = new AssertionError("wrong");
    Tool<JsonNode, String, String> tool =
        tool(
            input -> {
              throw error;
            });

    assertThatThrownBy(() -> tool.answer(CALL)).isSameAs(error);
  }

  @Test
  void aResultThatCannotBeWrittenIsAFailure() {
    record Loop(List<Object> all) {}

    Loop loop = new Loop(new ArrayList<>());
    loop.all().add(loop);

    assertThat(tool(input -> loop).answer(CALL).text()).isEqualTo(FAILED);
    assertThatThrownBy(() -> tool(input -> loop).write(CALL, loop))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void aToolThatGivesNothingFails() {
    assertThat(tool(input -> (String) null).answer(CALL).failed()).isTrue();
  }

  @Test
  void anAttemptThatTakesTooLongIsToldAsSuch() {
    CountDownLatch never = new CountDownLatch(1);
    Tool<JsonNode, String, String> slow =
        tool(
            input -> {
              never.await();
              return "late";
            });

    ToolMessage told =
        slow.withRules(ToolRules.DEFAULT.withTimeout(Duration.ofMillis(20))).answer(CALL);

    assertThat(told.text()).isEqualTo("The tool 'find' took too long, and gave no result.");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void itIsTriedAgain() {
    AtomicInteger attempts = new AtomicInteger();
    Tool<JsonNode, String, String> second =
        tool(
            input -> {
              if (attempts.incrementAndGet() == 1) {
                throw new IOException("busy");
              }
              return "found";
            });
    ToolRules rules =
        ToolRules.DEFAULT.withRetry(RetryPolicy.ofAttempts(2).withDelay(Duration.ZERO));

    assertThat(second.withRules(rules).answer(CALL).text()).isEqualTo("found");
    attempts.set(0);
    assertThat(second.withRules(rules).answer(CALL, piece -> {}).text()).isEqualTo("found");
  }

  @Test
  void aReaderOfProgressThatFailsIsNoFailureOfTheTool() {
    IllegalStateException failure = new IllegalStateException("reader");
    Tool<JsonNode, Integer, List<Integer>> tool =
        Tool.ofStream(
            SPEC, ToolReader.of(SPEC, JsonNode.class), Whole.list(), input -> ChunkStream.of(1, 2));

    assertThatThrownBy(
            () ->
                tool.answer(
                    CALL,
                    piece -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }

  @Test
  void aRunThatIsCancelledGetsNoResult() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicReference<Object> outcome = new AtomicReference<>();
    CountDownLatch over = new CountDownLatch(1);
    Tool<JsonNode, String, String> waiting =
        tool(
            input -> {
              inside.countDown();
              never.await();
              return "late";
            });
    Runnel<String, String, String> loop =
        RunnableLambda.of(
            text -> {
              try {
                outcome.set(waiting.answer(CALL));
              } catch (RuntimeException e) {
                outcome.set(e);
                throw e;
              } finally {
                over.countDown();
              }
              return "answered";
            });
    CompletableFuture<String> running = loop.invokeAsync("go");
    inside.await();

    running.cancel(true);
    over.await();

    assertThat(outcome.get()).isInstanceOf(StreamClosedException.class);
  }

  @Test
  void aThreadThatIsInterruptedGetsNoResult() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Tool<JsonNode, String, String> waiting =
        tool(
            input -> {
              inside.countDown();
              never.await();
              return "late";
            });
    CompletableFuture<ToolMessage> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(waiting.answer(CALL));
              } catch (RuntimeException e) {
                answer.completeExceptionally(e);
              }
            });
    thread.start();
    inside.await();
    thread.interrupt();

    assertThatThrownBy(answer::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void aToolRunsBelowTheRunThatAnswers() {
    Tool<JsonNode, String, String> names =
        tool(input -> RunContext.current().parent().orElseThrow().name());
    Runnel<String, String, String> loop =
        RunnableLambda.of("loop", text -> names.answer(CALL).text());

    assertThat(loop.invoke("go")).isEqualTo("loop");
  }
}
