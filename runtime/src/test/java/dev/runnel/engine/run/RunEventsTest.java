package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.event.RunScope;
import dev.runnel.event.ScopedRunListener;
import dev.runnel.shared.Background;
import dev.runnel.shared.KeptLog;
import java.util.List;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told what of a run, and what a listener that throws does to it. */
@Timeout(60)
class RunEventsTest {
  private final IllegalStateException failure = new IllegalStateException("listener");
  private final EventLock lock = new EventLock();

  @AutoClose private final KeptLog log = KeptLog.ofRunnel();

  @BeforeEach
  void nobodyElseListens() {
    assumeFalse(Boolean.getBoolean("runnel.watch"), "Who watches listens to these runs, too.");
  }

  /** Is of a type. */
  private record Typed(RunType type) implements CustomRunnel<String, String, String> {
    @Override
    public ChunkStream<String> open(String input, RunContext run) {
      return ChunkStream.of(input);
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }
  }

  private static Run run(RunListener... listeners) {
    return Run.of(new Typed(RunType.CHAIN), RunConfig.DEFAULT.withListeners(listeners), true);
  }

  private RunEvents events(RunListener... listeners) {
    return RunEvents.of(run(listeners), false, lock);
  }

  /** Which runs have chunks: streamed roots, others that are streamed, and those that are not. */
  @ParameterizedTest
  @CsvSource({
    "CHAT_MODEL, true, true, true",
    "LLM, true, true, true",
    "CHAIN, true, true, false",
    "PARSER, true, true, false",
    "RETRIEVER, true, false, false",
    "TOOL, true, false, false",
    "PROMPT, false, false, false",
  })
  void theTypeOfARunSaysWhetherItHasChunks(
      RunType type, boolean asRoot, boolean below, boolean whereNothingIsStreamed) {
    Typed runnel = new Typed(type);
    RunConfig heard = RunConfig.DEFAULT.withListeners(new RunListener() {});
    Run root = Run.of(runnel, heard, true);

    assertThat(RunEvents.of(root, false, lock).hasChunks()).isEqualTo(asRoot);
    assertThat(RunEvents.of(root.child(runnel, List.of()), false, lock).hasChunks())
        .isEqualTo(below);
    assertThat(RunEvents.of(Run.of(runnel, heard, false), false, lock).hasChunks())
        .isEqualTo(whereNothingIsStreamed);
  }

  @Test
  void nothingIsMadeThatNobodyWants() {
    RunListener chunkless =
        new RunListener() {
          @Override
          public boolean wantsChunks(RunInfo run) {
            return false;
          }

          @Override
          public boolean wantsOutput(RunInfo run) {
            return false;
          }
        };
    assertThat(events(chunkless).hasChunks()).isFalse();
    assertThat(events(chunkless).hasScopes()).isFalse();
    assertThat(events(chunkless).isSummed()).isFalse();
    assertThat(events().hasChunks()).isFalse();
  }

  /** Throws at each chunk. */
  private RunListener broken(boolean failsRuns) {
    return new RunListener() {
      @Override
      public void onChunk(RunEvent.Chunk event) {
        throw failure;
      }

      @Override
      public boolean failOnError() {
        return failsRuns;
      }
    };
  }

  @Test
  void whatTheOnlyListenerThrowsIsLoggedOnceUnlessItInsists() {
    RunEvents harmless = events(broken(false));
    harmless.chunk("a");
    harmless.chunk("b");
    assertThat(log.records()).extracting(LogRecord::getThrown).containsExactly(failure);

    RunEvents insisting = events(broken(true));
    assertThatThrownBy(() -> insisting.chunk("a")).isSameAs(failure);
    assertThat(log.records()).hasSize(1);
  }

  /** Throws when it is to put something on the thread, or when it takes that away. */
  private record Scoped(@Nullable RunScope scope, RuntimeException failure)
      implements ScopedRunListener {
    @Override
    public RunScope openScope(RunInfo run) {
      if (scope == null) {
        throw failure;
      }
      return scope;
    }
  }

  @Test
  void whatAScopeThrowsIsLoggedAndItIsNotClosedAgain() {
    RunScope stuck =
        () -> {
          throw failure;
        };
    for (Scoped scoped : List.of(new Scoped(null, failure), new Scoped(stuck, failure))) {
      log.records().clear();
      RunEvents events = events(scoped);
      assertThat(events.hasScopes()).isTrue();
      @Nullable RunScope[] scopes = events.noScopes();
      assertThat(scopes).hasSize(1);

      events.openScopes(scopes);
      events.closeScopes(scopes);
      events.closeScopes(scopes);

      assertThat(log.records()).extracting(LogRecord::getThrown).containsExactly(failure);
      assertThat(scopes).containsOnlyNulls();
    }
  }

  @Test
  void whoTellsFromOutsideTheRunGivesItsLockBack() throws Exception {
    Run run = run(new RunListener() {});
    RunEvents events = RunEvents.of(run, false, lock);
    events.custom("name", "payload");
    run.relayEvent(new RunEvent.Custom(run.info(false), "elsewhere", 1));

    assertThat(
            Background.run(
                    () -> {
                      lock.lock();
                      lock.unlock();
                      return true;
                    })
                .result())
        .isTrue();
  }
}
