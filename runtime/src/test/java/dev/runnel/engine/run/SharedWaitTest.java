package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who closes many things has one end for all that is waited for, which no later wait puts off. */
class SharedWaitTest {
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final CurrentRun cell = CurrentRun.cell();

  @Test
  void allWaitsOfOneClosingEndTogether() {
    long until = System.nanoTime() + HOUR;
    assertThat(cell.beginClosing(until)).isTrue();
    try {
      for (int i = 0; i < 1_000; i++) {
        assertThat(cell.beginClosing(until + i)).isFalse();
        assertThat(cell.closingUntil()).isEqualTo(until);
        assertThat(cell.awaitingUntil()).isEqualTo(until + SECOND);
        cell.endClosing(false);
      }
    } finally {
      cell.endClosing(true);
    }
  }

  @Test
  void whereTheTimeIsUsedUpEachWaitIsShort() {
    long chance = Closing.lastChance() - System.nanoTime();
    assertThat(cell.beginClosing(System.nanoTime() - HOUR)).isTrue();
    try {
      for (int i = 0; i < 1_000; i++) {
        long before = System.nanoTime();
        long end = cell.awaitingUntil();
        assertThat(end - before).isGreaterThanOrEqualTo(chance);
        assertThat(end - System.nanoTime()).isLessThan(SECOND);
      }
    } finally {
      cell.endClosing(true);
    }
  }

  @Test
  void aClosingThatIsOverLeavesNoEnd() {
    assertThat(cell.beginClosing(System.nanoTime() - HOUR)).isTrue();
    cell.endClosing(true);
    assertThat(cell.awaitingUntil() - System.nanoTime()).isPositive();
    assertThat(cell.beginClosing(System.nanoTime() + HOUR)).isTrue();
    cell.endClosing(true);
  }
}
