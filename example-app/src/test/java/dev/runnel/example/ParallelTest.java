package dev.runnel.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.testkit.Gate;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A joke and a poem stream at the same time. */
class ParallelTest {
  private static final String CLEAR = "\u001b[K";
  private static final String JOKE = "\r\u001b[36mjoke:\u001b[0m ";
  private static final String JOKE_AGAIN = "\r\u001b[1A\u001b[36mjoke:\u001b[0m ";
  private static final String POEM = CLEAR + "\n\u001b[36mpoem:\u001b[0m ";

  private final Gate jokeGate = new Gate();
  private final Gate poemGate = new Gate();
  private final ScriptedChatModel model =
      ScriptedChatModel.builder()
          .whenAsked("joke about", Script.of("Why", " not?").gatedBy(jokeGate))
          .whenAsked("poem about", Script.of("Green\nred", " blue").gatedBy(poemGate))
          .build();

  @Test
  void allTokensOfBothAreShown() {
    Session session = Session.plain();
    assertThat(session.run("parallel", "--pace", "0")).as(session.err.shown()).isZero();
    List<String> lines = session.out.shown().lines().toList();
    assertThat(lines.stream().filter(line -> line.startsWith("joke: ")))
        .containsExactlyElementsOf(
            Seed.text("prompt_model_str").stream()
                .map(token -> "joke: " + token.replace("\n", "\\n"))
                .toList());
    assertThat(lines.stream().filter(line -> line.startsWith("poem: "))).hasSize(17);
    assertThat(lines).contains("poem: ,\\n").hasSize(17 + Seed.text("prompt_model_str").size());
    assertThat(session.err.shown()).contains(", " + lines.size() + " tokens, ");
  }

  @Test
  void whenPipedEachTokenIsALineAsItComes() throws Exception {
    Session session = Session.withModel(pace -> model);
    CompletableFuture<Integer> exitCode = session.start("parallel");

    open(poemGate);
    session.out.awaitShown("poem: Green\\nred");
    open(jokeGate);
    session.out.awaitShown("poem: Green\\nred\njoke: Why");
    open(jokeGate);
    session.out.awaitShown("poem: Green\\nred\njoke: Why\njoke:  not?");
    poemGate.openForGood();
    jokeGate.openForGood();
    assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(session.out.shown())
        .isEqualTo("poem: Green\\nred\njoke: Why\njoke:  not?\npoem:  blue\n");
  }

  @Test
  void onATerminalEachGrowsInItsOwnLines() throws Exception {
    Session session = Session.onTerminalWithModel(pace -> model);
    CompletableFuture<Integer> exitCode = session.start("parallel");

    open(jokeGate);
    String first = JOKE + "Why" + POEM + CLEAR;
    session.out.awaitShown(first);
    open(poemGate);
    String second = first + JOKE_AGAIN + "Why" + POEM + "Green" + CLEAR + "\n      red" + CLEAR;
    session.out.awaitShown(second);
    open(jokeGate);
    String third =
        second
            + JOKE_AGAIN.replace("[1A", "[2A")
            + "Why not?"
            + POEM
            + "Green"
            + CLEAR
            + "\n      red"
            + CLEAR;
    session.out.awaitShown(third);
    jokeGate.openForGood();
    poemGate.openForGood();
    assertThat(exitCode.get(30, TimeUnit.SECONDS)).isZero();
    String end = third.substring(second.length()).replace("red", "red blue");
    assertThat(session.out.shown()).isEqualTo(third + end + end + "\n");
  }

  @Test
  void whenOneFailsTheOtherIsCancelledAndWhatWasShownStays() throws Exception {
    ScriptedChatModel failing =
        ScriptedChatModel.builder()
            .whenAsked(
                "joke about",
                Script.of("Why").await(jokeGate).fail(new IllegalStateException("No more.")))
            .whenAsked("poem about", Script.empty().await(poemGate))
            .build();
    Session session = Session.withModel(pace -> failing);
    CompletableFuture<Integer> exitCode = session.start("parallel");
    session.out.awaitShown("joke: Why");
    poemGate.awaitWaiting();
    jokeGate.open();
    assertThat(exitCode.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(session.out.shown()).isEqualTo("joke: Why\n");
    assertThat(session.err.shown()).startsWith("Failed: IllegalStateException: No more.\n");
    assertThat(failing.openRuns()).isZero();
  }

  private static void open(Gate gate) throws InterruptedException {
    gate.awaitWaiting();
    gate.open();
  }
}
