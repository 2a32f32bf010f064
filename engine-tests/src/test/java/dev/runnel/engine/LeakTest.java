package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.engine.run.CurrentRun;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.run.Threads;
import dev.runnel.engine.stream.SubscribedStream;
import dev.runnel.shared.Eventually;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten thousand runs of each form: read to the end, closed early, or failing. */
@Timeout(120)
class LeakTest {
  private static final int RUNS = 10_000;

  /** Counts the tasks that hold a thread. */
  private static final class Counting implements Executor {
    final AtomicInteger working = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
      working.incrementAndGet();
      Threads.defaultExecutor()
          .execute(
              () -> {
                try {
                  task.run();
                } finally {
                  assertThat(Thread.interrupted()).isFalse();
                  working.decrementAndGet();
                }
              });
    }
  }

  /** Fails in every third run. */
  private static final class SometimesFailing extends Steps {
    @Override
    String label(int number) {
      if (number == 3 && RunContext.current().metadata().containsKey("fails")) {
        throw new IllegalStateException("expected");
      }
      return "n" + number;
    }
  }

  private static void run(Runnel<Integer, String, List<String>> runnel, int way, RunConfig config) {
    RunConfig failing = config.withMetadata("fails", true);
    switch (way) {
      case 0 -> assertThat(runnel.withConfig(config).stream(5).toList()).hasSize(10);
      case 1 -> {
        try (ChunkStream<String> chunks = runnel.withConfig(config).stream(5)) {
          chunks.next();
        }
      }
      case 2 -> expectFailure(() -> runnel.withConfig(failing).stream(5).forEach(chunk -> {}));
      case 3 -> assertThat(runnel.withConfig(config).invoke(5)).hasSize(10);
      case 4 -> {
        try (ChunkStream<String> chunks =
            new SubscribedStream<>(runnel.withConfig(config).publish(5))) {
          chunks.next();
        }
      }
      case 5 -> expectFailure(() -> Readers.LOOP.all(runnel.withConfig(failing), 5));
      default -> {
        BatchOptions options = BatchOptions.ofMaxConcurrency(2).withConfig(config);
        try (var outcomes = runnel.batchAsCompleted(List.of(2, 2, 2), options)) {
          outcomes.next();
        }
      }
    }
  }

  private static void expectFailure(Runnable work) {
    try {
      work.run();
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("expected");
      return;
    }
    throw new AssertionError("It has not failed.");
  }

  @ParameterizedTest
  @EnumSource
  void noSourceNoThreadAndNoRunIsLeft(Form form) {
    SometimesFailing steps = new SometimesFailing();
    Counting executor = new Counting();
    RunConfig config = RunConfig.DEFAULT.withExecutor(executor);
    Runnel<Integer, String, List<String>> runnel = form.of(steps);
    // The forms that need threads take longer, and are not run in all ways as often.
    int runs = form.threads ? RUNS / 10 : RUNS;
    IntStream.range(0, runs).forEach(i -> run(runnel, i % 7, config));
    Eventually.isZero(steps::open);
    Eventually.isZero(executor.working::get);
    assertThat(steps.opened.get()).isGreaterThan(runs / 2);
    assertThat(RunContext.current()).isSameAs(CurrentRun.DETACHED);
    assertThat(Thread.interrupted()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"PUSHED", "FORKED"})
  void tenThousandRunsOfThreadsAreLeftWithoutAny(Form form) {
    SometimesFailing steps = new SometimesFailing();
    Counting executor = new Counting();
    RunConfig config = RunConfig.DEFAULT.withExecutor(executor);
    Runnel<Integer, String, List<String>> runnel = form.of(steps);
    IntStream.range(0, RUNS).forEach(i -> run(runnel, i % 3, config));
    Eventually.isZero(steps::open);
    Eventually.isZero(executor.working::get);
  }

  @ParameterizedTest
  @EnumSource
  void aLongRunHoldsNothingOfTheRunsThatItsStepsHaveEnded(Form form) {
    SometimesFailing inner = new SometimesFailing();
    Runnel<Integer, String, List<String>> runnel = form.of(inner);
    Steps outer =
        new Steps() {
          @Override
          String label(int number) {
            Run run = (Run) RunContext.current();
            for (int i = 0; i < 70; i++) {
              run(runnel, i % 7, RunConfig.DEFAULT);
            }
            Eventually.isZero(inner::open);
            Lifetime children = run.childrenLifetime();
            Eventually.isTrue(() -> children == null || children.ownsNothing());
            return "n";
          }
        };
    Form.PULLED.of(outer).invoke(1);
  }
}
