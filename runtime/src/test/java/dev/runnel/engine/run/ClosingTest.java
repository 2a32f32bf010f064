package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.Eventually;
import dev.runnel.shared.KeptLog;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever closes a source waits as long as it may, and is told what came of it. */
@Timeout(60)
class ClosingTest {
  private static final int STEP = 3;
  private static final long LAST_CHANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final IllegalStateException failure = new IllegalStateException("closing");
  private final AtomicInteger interrupts = new AtomicInteger();
  private final CountDownLatch testIsOver = new CountDownLatch(1);
  private final Lifetime.Holder holder =
      new Lifetime.Holder() {
        @Override
        public String sourceName(int step) {
          return "step " + step;
        }
      };

  @AutoClose private final KeptLog log = KeptLog.ofRunnel();

  @AfterEach
  void leaveNothing() {
    testIsOver.countDown();
    Thread.interrupted();
  }

  private @Nullable Throwable close(AutoCloseable source) {
    return Closing.close(new Owned.Entry(source, 0, STEP), holder, interrupts::incrementAndGet);
  }

  @Test
  void aSourceThatIsWellIsClosedOnAThreadOfRunnelAndNobodyIsInterrupted() {
    List<Boolean> ofRunnel = new ArrayList<>();
    assertThat(close(() -> ofRunnel.add(Threads.isOfRunnel()))).isNull();
    assertThat(ofRunnel).containsExactly(true);
    assertThat(interrupts).hasValue(0);
    assertThat(log.records()).isEmpty();
  }

  @Test
  void whatClosingThrowsIsToldToWhoeverWaits() {
    AutoCloseable broken =
        () -> {
          throw failure;
        };
    assertThat(close(broken)).isSameAs(failure);
    assertThat(log.records()).isEmpty();
  }

  @Test
  void oneThatWaitsForItsReaderIsClosedOnceThatWasInterrupted() {
    CountDownLatch readerIsGone = new CountDownLatch(1);
    AutoCloseable waiting =
        () -> {
          readerIsGone.await();
          throw failure;
        };
    assertThat(Closing.close(new Owned.Entry(waiting, 0, STEP), holder, readerIsGone::countDown))
        .isSameAs(failure);
    assertThat(log.records()).isEmpty();
  }

  @Test
  void anInterruptOfWhoeverWaitsIsKept() {
    CountDownLatch closed = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    assertThat(close(closed::countDown)).isNull();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed.getCount()).isZero();
  }

  @Test
  void oneThatNeverClosesIsLeftAndItsLateFailureIsLogged() {
    AutoCloseable stuck =
        () -> {
          testIsOver.await();
          throw failure;
        };
    assertThat(close(stuck)).isNull();
    assertThat(interrupts).hasValue(1);
    assertThat(log.records())
        .singleElement()
        .satisfies(
            warning ->
                assertThat(warning.getParameters())
                    .containsExactly(stuck.getClass().getName(), "step 3"));

    testIsOver.countDown();
    Eventually.isTrue(() -> log.records().size() == 2);
    assertThat(log.records()).last().extracting(LogRecord::getThrown).isSameAs(failure);
  }

  /** Closes what is within, as a stream around another one does. */
  private AutoCloseable around(int within, List<Integer> depths) {
    return () -> {
      depths.add(CurrentRun.cell().closingDepth());
      if (within > 0 && Closing.hasRoom()) {
        assertThat(close(around(within - 1, depths))).isNull();
      }
    };
  }

  @Test
  void onlySoManyThreadsWaitForEachOther() {
    List<Integer> depths = new ArrayList<>();
    assertThat(close(around(20, depths))).isNull();
    assertThat(depths).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(CurrentRun.cell().closingDepth()).isZero();

    assertThat(
            ThreadsTest.askAtOnce(20, Threads.ofRunnel(), () -> CurrentRun.cell().closingDepth()))
        .containsOnly(0);
  }

  @Test
  void whatIsClosedWithinWaitsNoLongerThanWhatIsAround() {
    List<Long> ends = new ArrayList<>();
    long until = Closing.patience();
    CurrentRun cell = CurrentRun.cell();
    boolean outermost = cell.beginClosing(until);
    try {
      assertThat(close(() -> ends.add(CurrentRun.cell().closingUntil()))).isNull();
    } finally {
      cell.endClosing(outermost);
    }
    assertThat(ends).containsExactly(until);
  }

  @Test
  void whoeverIsLateStillWaitsForOneThatIsWell() {
    CurrentRun cell = CurrentRun.cell();
    boolean outermost = cell.beginClosing(System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
    try {
      long now = System.nanoTime();
      assertThat(cell.tellingUntil() - now).isGreaterThanOrEqualTo(LAST_CHANCE_NANOS);
    } finally {
      cell.endClosing(outermost);
    }
  }
}
