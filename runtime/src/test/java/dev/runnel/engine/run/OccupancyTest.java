package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread at a time is inside, and an interrupt that was sent there stays there. */
@Timeout(60)
class OccupancyTest {
  private final Occupancy outer = new Occupancy();
  private final Occupancy inner = new Occupancy();

  /** Whoever stays inside of what was interrupted is interrupted again, in other tests as well. */
  @AfterEach
  void leaveAll() {
    for (Occupancy each : List.of(inner, outer)) {
      if (each.isInside()) {
        each.leave();
      }
    }
    Thread.interrupted();
  }

  /** Sends an interrupt as whoever closes does: from another thread. */
  private static void interrupt(Occupancy occupancy) {
    Thread closing = new Thread(occupancy::interrupt);
    closing.start();
    while (closing.isAlive()) { // an interrupt must not end this wait
      Thread.onSpinWait();
    }
  }

  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }

  @Test
  void oneThreadIsInsideUntilItLeaves() throws Exception {
    assertThat(outer.isInside()).isFalse();
    assertThat(outer.enter()).isTrue();
    assertThat(outer.isInside()).isTrue();
    assertThat(outer.enter()).isFalse();
    assertThat(Background.run(outer::enter).result()).isFalse();
    assertThat(Background.run(outer::isInside).result()).isFalse();

    outer.leave();

    assertThat(outer.isInside()).isFalse();
    assertThat(Background.run(outer::enter).result()).isTrue();
    assertThat(outer.isInside()).isFalse();
  }

  @Test
  void theInterruptThatWasSentIsClearedAndNoOther() {
    outer.enter();
    interrupt(outer);
    assertThat(isInterrupted()).isTrue();
    outer.leave();
    outer.clearInterrupt();
    assertThat(isInterrupted()).isFalse();

    outer.enter();
    Thread.currentThread().interrupt();
    outer.leave();
    outer.clearInterrupt();
    assertThat(isInterrupted()).as("somebody else's").isTrue();
  }

  @Test
  void nobodyIsInterruptedWhoIsNotInsideAndNobodyInterruptsItself() {
    interrupt(outer);
    outer.enter();
    outer.interrupt();
    assertThat(isInterrupted()).isFalse();
    outer.leave();
    interrupt(outer);
    assertThat(isInterrupted()).isFalse();
  }

  @Test
  void itIsSentOnceUntilItIsCleared() {
    outer.enter();
    interrupt(outer);
    assertThat(Thread.interrupted()).isTrue();
    interrupt(outer);
    assertThat(isInterrupted()).isFalse();
    outer.leave();
    outer.clearInterrupt();

    outer.enter();
    interrupt(outer);
    assertThat(isInterrupted()).isTrue();
  }

  @Test
  void whatWasSentToTheOneAroundIsKeptUntilThatIsLeft() {
    outer.enter();
    inner.enter();
    interrupt(inner);
    interrupt(outer);
    inner.leave();
    inner.clearInterrupt();
    assertThat(isInterrupted()).as("the outer one's").isTrue();

    outer.leave();
    outer.clearInterrupt();
    assertThat(isInterrupted()).isFalse();
  }

  @Test
  void whatWasSentToTheOneWithinIsNotLeftToTheOneAround() {
    outer.enter();
    inner.enter();
    interrupt(inner);
    inner.leave();
    inner.clearInterrupt();

    assertThat(isInterrupted()).isFalse();
    assertThat(CurrentRun.cell().innermost()).isSameAs(outer);
    outer.leave();
    assertThat(CurrentRun.cell().innermost()).isNull();
  }

  @Test
  void aThreadThatWaitsInsideIsWokenAndHasNoInterruptAfterwards() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    Background<Boolean> visitor =
        Background.run(
            () -> {
              outer.enter();
              inside.countDown();
              try {
                never.await();
              } catch (InterruptedException woken) {
                Thread.currentThread().interrupt();
              }
              outer.leave();
              outer.clearInterrupt();
              return isInterrupted();
            });
    inside.await();

    outer.interrupt();

    assertThat(visitor.result()).isFalse();
    Eventually.isTrue(outer::enter);
  }
}
