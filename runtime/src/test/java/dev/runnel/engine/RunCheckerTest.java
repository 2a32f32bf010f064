package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What listens to all tests finds what is wrong. */
class RunCheckerTest {
  private final RunChecker checker = new RunChecker(Duration.ofMillis(20));
  private final RunInfo root = run("chain", RunType.CHAIN, null);
  private final RunInfo model = run("model", RunType.CHAT_MODEL, root, "seq:step:1");
  private final RunInfo parser = run("parser", RunType.PARSER, root, "seq:step:2");

  private static RunInfo run(String name, RunType type, RunInfo parent, String... tags) {
    List<UUID> above =
        parent == null
            ? List.of()
            : Stream.concat(parent.parentIds().stream(), Stream.of(parent.id())).toList();
    return new RunInfo(UUID.randomUUID(), above, name, type, Set.of(tags), Map.of(), true, false);
  }

  private void start(RunInfo... runs) {
    for (RunInfo run : runs) {
      checker.onStart(new RunEvent.Start(run, "in", Instant.EPOCH));
    }
  }

  private void chunk(Object chunk, RunInfo... givers) {
    for (RunInfo giver : givers) {
      checker.onChunk(new RunEvent.Chunk(giver, chunk));
    }
  }

  private void end(RunInfo... runs) {
    for (RunInfo run : runs) {
      checker.onEnd(new RunEvent.End(run, "in", "in", "out", Instant.EPOCH));
    }
  }

  private void finds(String problem) {
    assertThatThrownBy(checker::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(problem);
  }

  @Test
  void agreesWithWhatIsInOrder() {
    start(root, model);
    chunk(new Object(), model);
    start(parser);
    chunk(new Object(), parser, root);
    end(model, parser, root);
    assertThatCode(checker::check).doesNotThrowAnyException();
  }

  @Test
  void findsARunThatEndsTwice() {
    start(root, model);
    end(model, model, root);
    finds("'model'");
  }

  @Test
  void findsARunThatStartsTwiceOrOutsideOfItsParent() {
    start(root, root);
    end(root);
    finds("started twice");
    start(model);
    end(model);
    finds("outside of a run above it");
  }

  @Test
  void findsARunThatEndsBeforeItsChild() {
    start(root, model);
    end(root);
    finds("ended before 1 of the runs below it");
  }

  @Test
  void findsWhatIsToldOutsideOfARun() {
    start(root);
    end(root);
    chunk("late", root);
    checker.onCustom(new RunEvent.Custom(root, "progress", 1));
    finds("told 'progress', but was not open");
  }

  @Test
  void findsAChunkOfAChainBeforeThatOfItsLastStep() {
    start(root, model, parser);
    chunk(new Object(), parser, root, root);
    end(model, parser, root);
    finds("before");
  }

  @Test
  void findsAChunkThatIsPassedOnBeforeItIsGiven() {
    Object chunk = new Object();
    start(root, model, parser);
    chunk(chunk, parser, model, root);
    end(model);
    checker.onEnd(new RunEvent.End(parser, "in", chunk, "out", Instant.EPOCH));
    end(root);
    finds("got from");
  }

  @Test
  void letsParallelStepsGiveTheSameObjectInAnyOrder() {
    start(root, model, parser);
    chunk(new Object(), parser, model, parser, root);
    end(model, parser, root);
    assertThatCode(checker::check).doesNotThrowAnyException();
  }

  @Test
  void findsAChunkOfAParallelRunBeforeThatOfItsBranch() {
    RunInfo branch = run("left", RunType.CHAIN, root, "map:key:a");
    start(root, branch);
    chunk(Map.of("a", "x"), root);
    chunk("x", branch);
    end(branch, root);
    finds("gave a chunk of 'a' before");
  }
}
