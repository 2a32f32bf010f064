package dev.runnel.compose;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Fallback;
import dev.runnel.annotations.Retry;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A guard at each form of step; each step fails as often as a test says. */
abstract class FlakyChains {
  int draftFailures;
  int linesFailures;
  int markFailures;
  int emitFailures;

  private static void failIf(boolean fails, String step) {
    if (fails) {
      throw new IllegalStateException(step);
    }
  }

  @Step
  @Retry(attempts = 3, delay = "1s")
  @Fallback("otherDraft")
  String draft(String input) {
    failIf(draftFailures-- > 0, "draft");
    return input + "!";
  }

  @Step
  String otherDraft(String input) {
    return input + "?";
  }

  @StreamingStep
  @Retry(attempts = 3, delay = "1s")
  abstract Runnel<String, String, String> model();

  @Step
  @Retry(attempts = 3, delay = "1s")
  Iterator<String> lines(ChunkStream<String> chunks) {
    List<String> read = new ArrayList<>();
    chunks.forEach(read::add);
    failIf(linesFailures-- > 0, "lines");
    return List.of(String.join("+", read), ";").iterator();
  }

  @StreamingStep
  @Retry(attempts = 3, delay = "1s")
  String mark(String line) {
    failIf(markFailures-- > 0, "mark");
    return "<" + line + ">";
  }

  @Chain({"draft", "model", "lines", "mark"})
  abstract RunnableSequence<String, String, String> chain();

  @StreamingStep
  abstract Runnel<String, String, String> other();

  @Chain({"draft", "model", "lines", "mark"})
  @Retry(attempts = 2)
  @Fallback("other")
  abstract RunnableSequence<String, String, String> guarded();

  @Step
  @Retry(attempts = 2)
  void emits(String input, Emitter<String> out) {
    failIf(emitFailures-- > 0, "emits");
    out.emit("a");
    out.emit("b");
  }

  @Chain("emits")
  abstract RunnableSequence<String, String, String> emitting();
}
