package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.compose.Scripted;
import dev.runnel.compose.Tape;
import dev.runnel.event.EventOptions;
import dev.runnel.event.StreamEvent;
import dev.runnel.shared.Background;
import dev.runnel.shared.KeptChunks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A limited run that its executor has not started, or never will, ends all the same. */
@Timeout(60)
class QueuedRunTest {
  private static final Duration LIMIT = Duration.ofMillis(50);

  private static final TimeoutPolicy LONG = TimeoutPolicy.ofTotal(Duration.ofHours(1));

  /** Executors that do not start what they take. */
  private enum Full {
    DROPS,
    QUEUES,
    DISCARDS_OLDEST;

    Executor executor(CountDownLatch end) {
      if (this == DROPS) {
        return task -> {};
      }
      ThreadPoolExecutor pool =
          new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1));
      pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardOldestPolicy());
      pool.execute(() -> await(end));
      return this == QUEUES
          ? pool
          : task -> {
            pool.execute(task);
            pool.execute(() -> {});
          };
    }

    private static void await(CountDownLatch end) {
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** How a limit is set. */
  private enum Limited {
    RUN {
      @Override
      Runnel<String, String, String> of(Runnel<String, String, String> runnel) {
        return runnel.withConfig(RunConfig.DEFAULT.withTimeout(LIMIT));
      }
    },
    RUNNEL {
      @Override
      Runnel<String, String, String> of(Runnel<String, String, String> runnel) {
        return runnel.withTimeout(TimeoutPolicy.ofTotal(LIMIT)).withConfig(RunConfig.DEFAULT);
      }
    },
    /** A longer limit around it changes nothing. */
    IN_A_LONGER_ONE {
      @Override
      Runnel<String, String, String> of(Runnel<String, String, String> runnel) {
        return runnel.withTimeout(TimeoutPolicy.ofTotal(LIMIT)).withTimeout(LONG);
      }
    },
    IN_A_LONGER_ONE_OF_ANOTHER_NAME {
      @Override
      Runnel<String, String, String> of(Runnel<String, String, String> runnel) {
        return IN_A_LONGER_ONE.of(runnel).withConfig(RunConfig.named("other")).withTimeout(LONG);
      }
    },
    IN_A_LONGER_RUN {
      @Override
      Runnel<String, String, String> of(Runnel<String, String, String> runnel) {
        return runnel
            .withTimeout(TimeoutPolicy.ofTotal(LIMIT))
            .withConfig(RunConfig.DEFAULT.withTimeout(Duration.ofHours(1)));
      }
    },
    FIRST_CHUNK {
      @Override
      Runnel<String, String, String> of(Runnel<String, String, String> runnel) {
        return runnel.withTimeout(TimeoutPolicy.ofFirstChunk(LIMIT));
      }
    };

    abstract Runnel<String, String, String> of(Runnel<String, String, String> runnel);
  }

  /** The ways to call a runnel that need another thread; each returns the failure. */
  private enum Way {
    FUTURE {
      @Override
      Throwable failure(Runnel<String, String, String> runnel) throws Exception {
        try {
          throw new AssertionError(runnel.invokeAsync("x").get());
        } catch (ExecutionException thrown) {
          return thrown.getCause();
        }
      }
    },
    PUBLISHER {
      @Override
      Throwable failure(Runnel<String, String, String> runnel) {
        KeptChunks<String> kept = new KeptChunks<>(1);
        runnel.publish("x").subscribe(kept);
        return kept.failure();
      }
    },
    EVENTS {
      @Override
      Throwable failure(Runnel<String, String, String> runnel) {
        try (ChunkStream<StreamEvent> events = runnel.streamEvents("x", EventOptions.DEFAULT)) {
          throw new AssertionError(events.toList());
        } catch (RunTimeoutException thrown) {
          return thrown;
        }
      }
    };

    abstract Throwable failure(Runnel<String, String, String> runnel) throws Exception;
  }

  static Stream<Arguments> all() {
    return Stream.of(Full.values())
        .flatMap(
            full ->
                Stream.of(Limited.values())
                    .flatMap(
                        limited ->
                            Stream.of(Way.values()).map(way -> Arguments.of(full, limited, way))));
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsAtItsLimit(Full full, Limited limited, Way way) throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    Tape tape = Tape.withoutChunks();
    Runnel<String, String, String> runnel =
        limited
            .of(new Scripted("model").then("a"))
            .withListeners(tape)
            .withConfig(RunConfig.DEFAULT.withExecutor(full.executor(end)));
    Background<Throwable> reader = Background.run(() -> way.failure(runnel));
    assertThat(reader.result()).isInstanceOf(RunTimeoutException.class);
    end.countDown();
    assertThat(tape.lines()).isEmpty();
    assertThat(tape.faults()).isEmpty();
  }

  /** Notes for how long alarms are set, and moves by hand. */
  private static final class Moved implements RunClock {
    final List<Duration> alarms = new ArrayList<>();
    long now;

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void sleep(Duration duration) {
      now += duration.toNanos();
    }

    @Override
    public double random() {
      return 0;
    }

    @Override
    public Alarm schedule(Duration delay, Runnable action) {
      alarms.add(delay);
      return () -> {};
    }
  }

  @Test
  void theTimeInTheQueueCounts() {
    Moved clock = new Moved();
    List<Runnable> queue = new ArrayList<>();
    RunConfig config = RunConfig.DEFAULT.withExecutor(queue::add).withClock(clock);
    CompletableFuture<String> future =
        new Scripted("model")
            .then("a")
            .withTimeout(TimeoutPolicy.ofTotal(LIMIT))
            .withConfig(config)
            .invokeAsync("x");
    clock.sleep(Duration.ofMillis(30));
    queue.forEach(Runnable::run);
    assertThat(future).isCompletedWithValue("a");
    assertThat(clock.alarms).containsExactly(LIMIT, Duration.ofMillis(20));
  }

  @Test
  void aRunThatStartsInTimeIsNotTouched() throws Exception {
    Runnel<String, String, String> runnel =
        new Scripted("model").then("a", "b").withTimeout(TimeoutPolicy.ofTotal(Duration.ofDays(1)));
    assertThat(runnel.invokeAsync("x").get()).isEqualTo("ab");
  }
}
