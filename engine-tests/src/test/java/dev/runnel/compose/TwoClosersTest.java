package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.TimeoutPolicy;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.shared.Background;
import dev.runnel.testkit.VirtualClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One thread closes a part of a run, and is still telling of what is below it, when another one
 * closes the run. The second one waits: what is below ends first.
 */
@Timeout(60)
class TwoClosersTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Scripted source = new Scripted("source").then(Scripted.BLOCK);
  private final Holdup holdup = new Holdup("source");
  private final Tape tape = Tape.withoutChunks();
  private final VirtualClock clock = new VirtualClock();
  private final RunConfig config = RunConfig.DEFAULT.withClock(clock).withListeners(holdup, tape);

  /** A chain, so that it tells of its steps itself. */
  private final Runnel<String, String, ?> chain =
      RunnableLambda.<String, String>of("first", text -> text).then(source);

  /** Holds up the thread that tells that a run is cancelled. */
  private static final class Holdup implements RunListener {
    private final CountDownLatch telling = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final String name;

    Holdup(String name) {
      this.name = name;
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      if (event.run().name().equals(name)) {
        telling.countDown();
        try {
          goOn.await();
        } catch (InterruptedException e) {
          throw new AssertionError("Nobody is to interrupt who tells.", e);
        }
      }
    }
  }

  @Test
  void aBranchIsClosedForAnotherOneThatHasFailed() throws Exception {
    Runnel<String, String, String> failing =
        RunnableLambda.of(
            "failing",
            text -> {
              source.awaitBlocked();
              throw new IllegalStateException("down");
            });
    ChunkStream<?> chunks =
        RunnableParallel.<String>of("a", failing).and("b", chain).withConfig(config).stream("x");
    Background<Boolean> reader = Background.run(chunks::hasNext);

    closeWhileTheOtherTells(chunks);

    assertThat(reader.failure()).isInstanceOf(StreamClosedException.class);
    assertThat(tape.faults()).isEmpty();
    assertThat(tape.lines()).endsWith("cancel RunnableParallel<a,b>[]");
  }

  @Test
  void aTimeIsOver() throws Exception {
    ChunkStream<String> chunks =
        RunnableLambda.<String, String>of("outer", text -> text)
            .then(chain.withTimeout(TimeoutPolicy.ofTotal(LIMIT)))
            .withConfig(config)
            .stream("x");
    Background<Boolean> reader = Background.run(chunks::hasNext);
    source.awaitBlocked();
    clock.advance(LIMIT);

    closeWhileTheOtherTells(chunks);

    assertThat(reader.failure())
        .isInstanceOfAny(StreamClosedException.class, RunTimeoutException.class);
    assertThat(tape.faults()).isEmpty();
  }

  private void closeWhileTheOtherTells(ChunkStream<?> chunks) throws Exception {
    holdup.telling.await();
    Thread second = new Thread(chunks::close, "second");
    second.start();
    while (second.getState() != Thread.State.TIMED_WAITING && second.isAlive()) {
      Thread.onSpinWait();
    }
    holdup.goOn.countDown();
    second.join();
  }
}
