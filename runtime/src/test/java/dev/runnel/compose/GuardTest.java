package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.StepRunnel;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardTest {
  private final Tape tape = Tape.withoutChunks();
  private final RunConfig config =
      RunConfig.DEFAULT.withClock(new VirtualClock()).withListeners(tape);

  /** Fails the first calls of each step, as many as a test says. */
  private static final class Flaky implements GuardedChain.Steps {
    private final Scripted model;
    private int draftFailures;
    private int linesFailures;
    private int markFailures;

    Flaky(Scripted model) {
      this.model = model;
    }

    @Override
    public String draft(String input) {
      failIf(draftFailures-- > 0, "draft");
      return input + "!";
    }

    @Override
    public String otherDraft(String input) {
      return input + "?";
    }

    @Override
    public Runnel<String, String, String> model() {
      return model;
    }

    @Override
    public Iterator<String> lines(ChunkStream<String> chunks) {
      List<String> read = new ArrayList<>();
      chunks.forEach(read::add);
      failIf(linesFailures-- > 0, "lines");
      return List.of(String.join("+", read), ";").iterator();
    }

    @Override
    public String mark(String line) {
      failIf(markFailures-- > 0, "mark");
      return "<" + line + ">";
    }

    private static void failIf(boolean fails, String step) {
      if (fails) {
        throw new IllegalStateException(step);
      }
    }
  }

  @Test
  void changesNothingWhereNothingFails() {
    Flaky steps = new Flaky(new Scripted("m").then("$input", "b"));

    assertThat(new GuardedChain(steps).invoke("x")).isEqualTo("<x!+b><;>");
    assertThat(new GuardedChain(steps).stream("x").toList()).containsExactly("<x!+b>", "<;>");
    assertThat(steps.model.open()).isZero();
  }

  @Test
  void triesEachFormOfStepAgain() {
    Scripted model = new Scripted("m").then(new IllegalStateException("model")).then("a", "b");
    Flaky steps = new Flaky(model);
    steps.draftFailures = 1;
    steps.linesFailures = 2;
    steps.markFailures = 1;

    assertThat(new GuardedChain(steps).withConfig(config).invoke("x")).isEqualTo("<a+b><;>");
    assertThat(model.opened()).isEqualTo(2);
    assertThat(model.open()).isZero();
    assertThat(tape.faults()).isEmpty();
    assertThat(tape.lines())
        .containsSubsequence(
            "...error draft of draft[]",
            "...start draft[retry:attempt:2]",
            ".start model[seq:step:2]",
            "..error model of model[]",
            "..start model[retry:attempt:2]");
  }

  @Test
  void fallsBackWhenAllAttemptsHaveFailed() {
    Flaky steps = new Flaky(new Scripted("m").then("$input"));
    steps.draftFailures = 9;

    assertThat(new GuardedChain(steps).withConfig(config).invoke("x")).isEqualTo("<x?><;>");
    assertThat(tape.lines())
        .containsSubsequence("..start otherDraft[]", ".end x? of draft[seq:step:1]");
  }

  @Test
  void failsWithTheStepsErrorInTheEnd() {
    Flaky steps = new Flaky(new Scripted("m").then("$input"));
    steps.markFailures = 9;

    assertThatThrownBy(() -> new GuardedChain(steps).withConfig(config).invoke("x"))
        .hasMessage("mark");
    assertThat(steps.model.open()).isZero();
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void guardsAWholeChain() {
    Flaky steps = new Flaky(new Scripted("m").then("$input"));
    steps.markFailures = 4;
    RunnableSequence<String, String, String> chain =
        new GuardedChain(steps)
            .withRetry(RetryPolicy.ofAttempts(2))
            .withFallbacks(
                List.of(
                    StepRunnel.<String, String>later("other", () -> new Scripted("o").then("z"))));

    assertThat(chain.withConfig(config).invoke("x")).isEqualTo("<x!><;>");
    assertThat(chain.implementation().name()).isEqualTo("chain");
    steps.markFailures = 99;
    assertThat(chain.withConfig(config).invoke("x")).isEqualTo("z");
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void triesAStepThatEmitsAgain() {
    int[] calls = {0};
    Runnel<String, String, ?> safe =
        StepRunnel.<String, String>emitting(
                "emits",
                RunType.CHAIN,
                (input, step, out) -> {
                  if (calls[0]++ == 0) {
                    throw new IllegalStateException("first");
                  }
                  out.emit("a");
                  out.emit("b");
                })
            .withRetry(RetryPolicy.ofAttempts(2));

    assertThat(safe.withConfig(config).invoke("x")).isEqualTo("ab");
    calls[0] = 0;
    try (ChunkStream<String> chunks = safe.withConfig(config).stream("x")) {
      assertThat(chunks.next()).isEqualTo("a");
      assertThat(chunks.next()).isEqualTo("b");
      assertThat(chunks.hasNext()).isFalse();
    }
  }

  @Test
  void keepsAModelAModel() {
    ChatModel broken =
        (prompt, run) -> {
          throw new IllegalStateException("down");
        };
    ChatModel safe = broken.withRetry(RetryPolicy.ofAttempts(2)).withFallbacks(broken);

    assertThatThrownBy(() -> safe.withConfig(config).invoke(ChatPrompt.of("hi")))
        .hasMessage("down");
    assertThat(tape.lines()).filteredOn(line -> line.contains("start")).hasSize(5);
    assertThat(safe.type()).isEqualTo(RunType.CHAIN);
  }
}
