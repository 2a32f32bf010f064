package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.StepException;
import dev.runnel.Whole;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BranchTest {
  private final Scripted math = new Scripted("math").then("4", "2");
  private final Scripted help = new Scripted("help").then("ask", " me");
  private final Scripted general = new Scripted("general").then("$input", "?");
  private final Runnel<String, String, String> branch =
      RunnableBranch.<String, String, String>when(q -> q.contains("+"), math)
          .when(String::isEmpty, help)
          .otherwise(general);

  @Test
  void runsTheFirstWhoseConditionHolds() {
    assertThat(branch.invoke("40+2")).isEqualTo("42");
    assertThat(branch.invoke("")).isEqualTo("ask me");
    assertThat(branch.invoke("why")).isEqualTo("why?");
  }

  @Test
  void streamsThrough() {
    math.then("4", Scripted.BLOCK);
    branch.invoke("1+1");
    try (ChunkStream<String> chunks = branch.stream("1+1")) {
      assertThat(chunks.next()).isEqualTo("4");
    }
    assertThat(math.open()).isZero();
  }

  @Test
  void tellsOfConditionsAndBranches() {
    Tape tape = Tape.withoutChunks();

    branch.withListeners(tape).stream("").forEach(chunk -> {});
    branch.withListeners(tape).invoke("why");

    assertThat(tape.lines())
        .containsExactly(
            "start RunnableBranch[]",
            ".start RunnableLambda[condition:1]",
            ".end false of RunnableLambda[condition:1]",
            ".start RunnableLambda[condition:2]",
            ".end true of RunnableLambda[condition:2]",
            ".start help[branch:2]",
            ".end ask me of help[branch:2]",
            "end ask me of RunnableBranch[]",
            "start RunnableBranch[]",
            ".start RunnableLambda[condition:1]",
            ".end false of RunnableLambda[condition:1]",
            ".start RunnableLambda[condition:2]",
            ".end false of RunnableLambda[condition:2]",
            ".start general[branch:default]",
            ".end why? of general[branch:default]",
            "end why? of RunnableBranch[]");
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void failsWithWhatAConditionThrows() {
    Runnel<String, String, String> broken =
        RunnableBranch.<String, String, String>when(
                q -> {
                  throw new IOException("no");
                },
                math)
            .otherwise(general);

    assertThatThrownBy(() -> broken.invoke("x"))
        .isInstanceOf(StepException.class)
        .hasRootCauseMessage("no");
    assertThat(math.opened()).isZero();
  }

  @Test
  void routesByAFunctionThatReturnsACall() {
    Runnel<String, String, String> route =
        RunnableGenerator.ofCall(
            "route", Whole.text(), q -> q.contains("+") ? math.call(q) : general.call(q));
    Tape tape = Tape.withoutChunks();

    assertThat(route.withListeners(tape).invoke("why")).isEqualTo("why?");
    assertThat(route.stream("1+1").toList()).containsExactly("4", "2");
    assertThat(tape.lines())
        .containsExactly(
            "start route[]", ".start general[]", ".end why? of general[]", "end why? of route[]");
  }
}
