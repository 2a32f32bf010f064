package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.Runnel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackTest {
  private static RuntimeException boom(String message) {
    return new IllegalStateException(message);
  }

  @Test
  void runsTheNextOneWhenOneFails() {
    Runnel<String, String, String> safe =
        new Scripted("first")
            .then(boom("1"))
            .withFallbacks(
                List.of(new Scripted("second").then(boom("2")), new Scripted("third").then("c")));

    assertThat(safe.invoke("x")).isEqualTo("c");
    assertThat(safe.stream("x").toList()).containsExactly("c");
  }

  @Test
  void runsNoOtherWhenTheFirstWorks() {
    Scripted second = new Scripted("second").then("b");

    assertThat(new Scripted("first").then("a").withFallbacks(second).invoke("x")).isEqualTo("a");
    assertThat(second.opened()).isZero();
  }

  @Test
  void throwsTheFirstErrorWithTheOthersSuppressed() {
    RuntimeException first = boom("1");
    RuntimeException second = boom("2");

    Throwable thrown =
        catchThrowable(
            () ->
                new Scripted("first")
                    .then(first)
                    .withFallbacks(List.of(new Scripted("second").then(second)))
                    .invoke("x"));

    assertThat(thrown).isSameAs(first);
    assertThat(thrown.getSuppressed()).contains(second);
  }

  @Test
  void makesACollectedWholeAnew() {
    assertThat(
            new Scripted("first")
                .then("a", boom("1"))
                .withFallbacks(new Scripted("second").then("b"))
                .invoke("x"))
        .isEqualTo("b");
  }

  @Test
  void streamsFromOneOnly() {
    List<String> chunks = new ArrayList<>();
    Runnel<String, String, String> safe =
        new Scripted("first").then("a", boom("1")).withFallbacks(new Scripted("second").then("b"));

    assertThatThrownBy(() -> safe.stream("x").forEach(chunks::add)).hasMessage("1");
    assertThat(chunks).containsExactly("a");
  }

  @Test
  void tellsOfEachAsARunBelow() {
    Tape tape = Tape.withoutChunks();

    new Scripted("first")
        .then(boom("1"))
        .withFallbacks(new Scripted("second").then("b"))
        .withListeners(tape)
        .invoke("x");

    assertThat(tape.lines())
        .containsExactly(
            "start RunnableWithFallbacks[]",
            ".start first[]",
            ".error 1 of first[]",
            ".start second[]",
            ".end b of second[]",
            "end b of RunnableWithFallbacks[]");
    assertThat(tape.faults()).isEmpty();
  }
}
