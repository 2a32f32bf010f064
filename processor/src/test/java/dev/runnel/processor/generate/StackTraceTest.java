package dev.runnel.processor.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A stack trace through a failing step reads as the chain does, from the step up to the caller. */
class StackTraceTest {
  private static final String DIVISIONS =
      """
      package traces;

      import dev.runnel.*;
      import dev.runnel.annotations.*;
      import dev.runnel.model.*;
      import java.util.*;

      public interface Divisions {
        @Prompt("Give me numbers like {number}")
        ChatPrompt ask(String number);

        @StreamingStep
        ChatModel model();

        @StreamingStep
        default void digits(String text, Emitter<Integer> out) {
          text.chars().forEach(c -> out.emit(c - '0'));
        }

        @StreamingStep
        default int share(int digit) {
          return 12 / digit;
        }

        @Chain({"ask", "model", "digits", "share"})
        RunnableSequence<String, Integer, List<Integer>> shares();

        @StreamingStep
        default String shown(int share) {
          return "<" + share + ">";
        }

        @Chain({"shares", "shown"})
        RunnableSequence<String, String, List<String>> shownShares();

        @StreamingStep
        default String refused(int share) {
          throw new IllegalArgumentException("There is no share " + share + ".");
        }

        @Chain({"shares", "refused"})
        RunnableSequence<String, String, List<String>> refusedShares();

        @Step
        default String first(@Input String number) {
          return "" + Integer.parseInt(number);
        }

        @Step
        default String both(String first, @Input String number) {
          return first + number;
        }

        @Chain({"first", "both"})
        RunnableSequence<String, String, String> pair();
      }
      """;

  @Test
  void throughPerChunkStepsOfANestedChain() {
    assertThat(trace("shownShares", "1"))
        .containsExactly(
            "Divisions.share",
            "DivisionsRunnables$SharesSequence$SharesRun$DigitsOut.onNext",
            "(engine)",
            "Divisions.lambda$digits$0",
            "(JDK)",
            "Divisions.digits",
            "DivisionsRunnables$SharesSequence$SharesRun.onNext",
            "(engine)");
  }

  @Test
  void throughAStepBehindANestedChain() {
    assertThat(trace("refusedShares", "1"))
        .containsExactly(
            "Divisions.refused",
            "DivisionsRunnables$RefusedSharesSequence$RefusedSharesRun.onNext",
            "(engine)",
            "DivisionsRunnables$SharesSequence$SharesRun$DigitsOut.onNext",
            "(engine)",
            "Divisions.lambda$digits$0",
            "(JDK)",
            "Divisions.digits",
            "DivisionsRunnables$SharesSequence$SharesRun.onNext",
            "(engine)");
  }

  @Test
  void throughAStepThatReadsAWhole() {
    assertThat(trace("pair", "one"))
        .containsExactly(
            "(JDK)",
            "Divisions.first",
            "DivisionsRunnables$PairSequence$PairRun.start",
            "(engine)");
  }

  /** The trace down to the caller, with what is not the author's or generated in one word. */
  private static List<String> trace(String chain, String input) {
    ChatModel model =
        (prompt, run) ->
            ChunkStream.from(Stream.of("63", "20").map(text -> AiMessageChunk.ofText(text)));
    Object divisions = CompiledChains.of(DIVISIONS).make("traces.DivisionsRunnables", model);
    Runnel<String, ?, ?> runnel = CompiledChains.call(divisions, chain);
    List<String> frames = new ArrayList<>();
    for (StackTraceElement frame : catchThrowable(() -> runnel.invoke(input)).getStackTrace()) {
      if (frame.getClassName().startsWith(StackTraceTest.class.getName())) {
        return frames;
      }
      String word = word(frame);
      if (frames.isEmpty() || !frames.get(frames.size() - 1).equals(word)) {
        frames.add(word);
      }
    }
    throw new AssertionError("The caller is not in the trace.");
  }

  private static String word(StackTraceElement frame) {
    boolean loop = frame.getMethodName().equals("run"); // around advance, as the engine has it
    if (frame.getClassName().startsWith("traces.") && !loop) {
      return frame.getClassName().substring("traces.".length()) + "." + frame.getMethodName();
    }
    return frame.getClassName().startsWith("java.") ? "(JDK)" : "(engine)";
  }
}
