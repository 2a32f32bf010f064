package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.Runnel;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.Scripted;
import dev.runnel.compose.Tape;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.shared.KeptChunks;
import dev.runnel.testkit.VirtualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A listener that does not return holds nobody who ends a run. */
@Timeout(60)
class StuckListenerTest {
  /** The event in which the listener stays. */
  private enum Moment {
    START,
    CHUNK,
    CANCEL
  }

  /** Who ends the run; each returns when that is done. */
  private enum Ending {
    CLOSED {
      @Override
      void end(Runnel<String, String, ?> runnel, Stuck stuck, Scripted source) throws Exception {
        ChunkStream<String> chunks = runnel.stream("x");
        Background<Void> unused =
            Background.run(
                () -> {
                  chunks.forEach(chunk -> {});
                  return null;
                });
        stuck.reached.await();
        chunks.close();
      }
    },
    UNSUBSCRIBED {
      @Override
      void end(Runnel<String, String, ?> runnel, Stuck stuck, Scripted source) throws Exception {
        KeptChunks<String> all = KeptChunks.allOf(runnel.publish("x"));
        stuck.reached.await();
        all.cancel();
      }
    },
    FUTURE_CANCELLED {
      @Override
      void end(Runnel<String, String, ?> runnel, Stuck stuck, Scripted source) throws Exception {
        CompletableFuture<?> future = runnel.invokeAsync("x");
        awaitStuckOrBlocked(stuck, source);
        future.cancel(true);
      }
    },
    TIMED_OUT {
      @Override
      void end(Runnel<String, String, ?> runnel, Stuck stuck, Scripted source) throws Exception {
        VirtualClock clock = new VirtualClock();
        Duration limit = Duration.ofSeconds(5);
        CompletableFuture<?> future =
            runnel
                .withConfig(RunConfig.DEFAULT.withTimeout(limit).withClock(clock))
                .invokeAsync("x");
        awaitStuckOrBlocked(stuck, source);
        Eventually.isTrue(() -> clock.openAlarms() > 0);
        clock.advance(limit);
        try {
          future.get(30, TimeUnit.SECONDS);
          throw new AssertionError("It has no end.");
        } catch (ExecutionException thrown) {
          assertThat(thrown.getCause()).isInstanceOf(RunTimeoutException.class);
        }
      }
    };

    abstract void end(Runnel<String, String, ?> runnel, Stuck stuck, Scripted source)
        throws Exception;

    /** Waits until a run that is not streamed, of whose chunks nobody is told, is under way. */
    private static void awaitStuckOrBlocked(Stuck stuck, Scripted source)
        throws InterruptedException {
      if (stuck.moment == Moment.START) {
        stuck.reached.await();
      } else {
        source.awaitBlocked();
      }
    }
  }

  /** Does not return from an event, whoever interrupts it, before it may. */
  private static final class Stuck implements RunListener {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch mayReturn = new CountDownLatch(1);
    private final Moment moment;

    Stuck(Moment moment) {
      this.moment = moment;
    }

    @Override
    public void onStart(RunEvent.Start event) {
      stay(Moment.START);
    }

    @Override
    public void onChunk(RunEvent.Chunk event) {
      stay(Moment.CHUNK);
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      stay(Moment.CANCEL);
    }

    private void stay(Moment now) {
      if (now == Moment.CHUNK || now == moment) {
        reached.countDown();
      }
      boolean interrupted = false;
      while (now == moment && mayReturn.getCount() > 0) {
        try {
          mayReturn.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static Stream<Arguments> all() {
    return Stream.of(Moment.values())
        .flatMap(moment -> Stream.of(Ending.values()).map(ending -> Arguments.of(moment, ending)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whoEndsTheRunGoesOn(Moment moment, Ending ending) throws Exception {
    Stuck stuck = new Stuck(moment);
    Tape tape = Tape.withoutChunks();
    Scripted source = new Scripted("model").then("a", "b", Scripted.BLOCK);
    Runnel<String, String, ?> nested =
        RunnableLambda.<String, String>of("outer", text -> text)
            .then(source)
            .withListeners(stuck, tape);
    Background<Boolean> closer =
        Background.run(
            () -> {
              ending.end(nested, stuck, source);
              return true;
            });
    assertThat(closer.result()).isTrue();
    stuck.mayReturn.countDown();
    Eventually.isTrue(
        () -> tape.lines().stream().anyMatch(line -> line.matches("cancel \\S*\\[\\]")));
    assertThat(tape.faults()).isEmpty();
  }

  @Test
  void manyStuckListenersAreWaitedForTogether() throws Exception {
    Stuck stuck = new Stuck(Moment.CANCEL);
    RunConfig heard = RunConfig.DEFAULT.withListeners(stuck);
    int width = 60;
    CountDownLatch open = new CountDownLatch(width);
    dev.runnel.compose.RunnableParallel<String> all =
        dev.runnel.compose.RunnableParallel.of("0", one(open).withConfig(heard));
    for (int i = 1; i < width; i++) {
      all = all.and("" + i, one(open).withConfig(heard));
    }
    ChunkStream<?> chunks = all.stream("x");
    Background<Void> unused =
        Background.run(
            () -> {
              chunks.forEach(chunk -> {});
              return null;
            });
    open.await();
    Background<Boolean> closer =
        Background.run(
            () -> {
              chunks.close();
              return true;
            });
    assertThat(closer.result()).isTrue(); // which waits for half a minute at most
    stuck.mayReturn.countDown();
  }

  private static Runnel<String, String, ?> one(CountDownLatch open) {
    return RunnableLambda.<String, String>of(
            "one",
            text -> {
              open.countDown();
              return text;
            })
        .then(new Scripted("model").then("a", Scripted.BLOCK));
  }
}
