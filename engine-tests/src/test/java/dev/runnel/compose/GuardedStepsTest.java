package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunnableSequence;
import dev.runnel.annotations.RunType;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.testkit.VirtualClock;
import org.junit.jupiter.api.Test;

class GuardedStepsTest {
  private final Tape tape = Tape.withoutChunks();
  private final RunConfig config =
      RunConfig.DEFAULT.withClock(new VirtualClock()).withListeners(tape);

  private static FlakyChains chains(Scripted model) {
    return new FlakyChainsRunnables(model, new Scripted("o").then("z"));
  }

  @Test
  void changesNothingWhereNothingFails() {
    Scripted model = new Scripted("m").then("$input", "b");
    FlakyChains steps = chains(model);

    assertThat(steps.chain().invoke("x")).isEqualTo("<x!+b><;>");
    assertThat(steps.chain().stream("x").toList()).containsExactly("<x!+b>", "<;>");
    assertThat(model.open()).isZero();
  }

  @Test
  void triesEachFormOfStepAgain() {
    Scripted model = new Scripted("m").then(new IllegalStateException("model")).then("a", "b");
    FlakyChains steps = chains(model);
    steps.draftFailures = 1;
    steps.linesFailures = 2;
    steps.markFailures = 1;

    assertThat(steps.chain().withConfig(config).invoke("x")).isEqualTo("<a+b><;>");
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
    Scripted model = new Scripted("m").then("$input");
    FlakyChains steps = chains(model);
    steps.draftFailures = 9;

    assertThat(steps.chain().withConfig(config).invoke("x")).isEqualTo("<x?><;>");
    assertThat(tape.lines())
        .containsSubsequence("..start otherDraft[]", ".end x? of draft[seq:step:1]");
  }

  @Test
  void failsWithTheStepsErrorInTheEnd() {
    Scripted model = new Scripted("m").then("$input");
    FlakyChains steps = chains(model);
    steps.markFailures = 9;

    assertThatThrownBy(() -> steps.chain().withConfig(config).invoke("x")).hasMessage("mark");
    assertThat(model.open()).isZero();
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void guardsAWholeChain() {
    Scripted model = new Scripted("m").then("$input");
    FlakyChains steps = chains(model);
    steps.markFailures = 4;
    RunnableSequence<String, String, String> chain = steps.guarded();

    assertThat(chain.withConfig(config).invoke("x")).isEqualTo("<x!><;>");
    assertThat(tape.lines().get(0)).isEqualTo("start guarded[]");
    steps.markFailures = 99;
    assertThat(chain.withConfig(config).invoke("x")).isEqualTo("z");
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void triesAStepThatEmitsAgain() {
    FlakyChains steps = chains(new Scripted("m"));
    steps.emitFailures = 1;
    assertThat(steps.emitting().withConfig(config).invoke("x")).isEqualTo("ab");
    steps.emitFailures = 1;
    try (ChunkStream<String> chunks = steps.emitting().withConfig(config).stream("x")) {
      assertThat(chunks.next()).isEqualTo("a");
      assertThat(chunks.next()).isEqualTo("b");
      assertThat(chunks.hasNext()).isFalse();
    }
  }

  @Test
  void showsWhatEachStepReads() {
    assertThat(chains(new Scripted("m")).chain().graph().toText())
        .isEqualTo(
            """
            draft      <- input (first); again after an error, 3 attempts
            otherDraft <- input (fallback 1)
            model      <- draft, otherDraft; again after an error, 3 attempts
            lines      <- model; again after an error, 3 attempts
            mark       <- lines; again after an error, 3 attempts""");
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
