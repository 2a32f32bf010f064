package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.shared.Background;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits end runs whatever has become of the executor that the run was given. */
@Timeout(30)
class ForeignExecutorTest {
  private static final int POOL = 10;

  private enum Limit {
    TOTAL,
    FIRST_CHUNK,
    BETWEEN_CHUNKS;

    /** The source is stuck where this limit counts. */
    int stuckAt() {
      return this == BETWEEN_CHUNKS ? 1 : 0;
    }

    TimeoutPolicy ofMillis(int millis) {
      Duration limit = Duration.ofMillis(millis);
      return switch (this) {
        case TOTAL -> TimeoutPolicy.ofTotal(limit);
        case FIRST_CHUNK -> TimeoutPolicy.ofFirstChunk(limit);
        case BETWEEN_CHUNKS -> TimeoutPolicy.ofBetweenChunks(limit);
      };
    }
  }

  /** Waits at one number until it is interrupted. */
  private static final class Stuck extends Steps {
    final CountDownLatch reading;
    private final int at;

    Stuck(int at, int runs) {
      this.at = at;
      this.reading = new CountDownLatch(runs);
    }

    @Override
    void beforeNumber(int number) throws Exception {
      if (number == at) {
        reading.countDown();
        new CountDownLatch(1).await();
      }
    }
  }

  private static void assertLimited(CompletableFuture<?> whole) {
    Throwable failure = Assertions.catchThrowable(whole::join);
    assertThat(failure).isInstanceOf(CompletionException.class);
    assertThat(failure.getCause()).isInstanceOf(RunTimeoutException.class);
  }

  @ParameterizedTest
  @EnumSource
  void runsThatHaveTakenAllThreadsAreEndedByTheirLimit(Limit limit) {
    ExecutorService pool = Executors.newFixedThreadPool(POOL);
    try {
      Runnel<Integer, String, List<String>> limited =
          Form.PULLED
              .of(new Stuck(limit.stuckAt(), POOL))
              .withTimeout(limit.ofMillis(50))
              .withConfig(RunConfig.DEFAULT.withExecutor(pool));
      List<CompletableFuture<?>> all = new ArrayList<>();
      for (int i = 0; i < 2 * POOL; i++) {
        all.add(limited.invokeAsync(3));
      }
      all.forEach(ForeignExecutorTest::assertLimited);
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunIsEndedByItsLimitThoughItsExecutorWasShutDown(Limit limit) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(POOL);
    try {
      Stuck steps = new Stuck(limit.stuckAt(), 1);
      CompletableFuture<List<String>> whole =
          Form.PULLED
              .of(steps)
              .withTimeout(limit.ofMillis(200))
              .withConfig(RunConfig.DEFAULT.withExecutor(pool))
              .invokeAsync(3);
      steps.reading.await();
      pool.shutdown();
      assertLimited(whole);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aSourceThatHangsInCloseUnderItsLimitKeepsNoOtherRunFromItsOwn() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch testIsOver = new CountDownLatch(1);
    Steps hanging =
        new Steps() {
          @Override
          void beforeNumber(int number) throws Exception {
            testIsOver.await();
          }

          @Override
          void onClose() {
            closing.countDown();
            Assertions.assertThatCode(testIsOver::await).doesNotThrowAnyException();
          }
        };
    RunConfig onCallersThread = RunConfig.DEFAULT.withExecutor(Runnable::run);
    Runnel<Integer, String, List<String>> stuck =
        Form.PULLED.of(hanging).withTimeout(Limit.TOTAL.ofMillis(20)).withConfig(onCallersThread);
    try {
      Background.run(() -> stuck.invoke(3));
      closing.await();
      Runnel<Integer, String, List<String>> other =
          Form.PULLED
              .of(new Stuck(0, 1))
              .withTimeout(Limit.TOTAL.ofMillis(20))
              .withConfig(onCallersThread);
      assertThat(Background.run(() -> other.invoke(3)).failure())
          .isInstanceOf(RunTimeoutException.class);
    } finally {
      testIsOver.countDown();
    }
  }

  @Test
  void runsThatHoldAllVirtualThreadsKeepNoOtherRunFromItsLimit() throws Exception {
    CountDownLatch testIsOver = new CountDownLatch(1);
    List<CompletableFuture<?>> busy = new ArrayList<>();
    Steps spinning =
        new Steps() {
          @Override
          void beforeNumber(int number) {
            while (testIsOver.getCount() > 0) {
              Thread.onSpinWait(); // gives its carrier to nobody
            }
          }
        };
    try {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        busy.add(Form.PULLED.of(spinning).invokeAsync(1));
      }
      Runnel<Integer, String, List<String>> other =
          Form.PULLED.of(new Stuck(0, 1)).withTimeout(Limit.TOTAL.ofMillis(20));
      assertThat(Background.run(() -> other.invoke(3)).failure())
          .isInstanceOf(RunTimeoutException.class);
      try (ChunkStream<String> cancelled = Form.PULLED.of(new Steps()).stream(3)) {
        assertThat(cancelled.next()).isEqualTo("n0");
      }
    } finally {
      testIsOver.countDown();
    }
    busy.forEach(CompletableFuture::join);
  }
}
