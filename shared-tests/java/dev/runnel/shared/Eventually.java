package dev.runnel.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Waits for what another thread is about to do; the test's own time limit ends the waiting. */
public final class Eventually {
  /** Short, and not nothing: who waits must not take the processor from whom it waits for. */
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private Eventually() {}

  /** Waits until a condition is true. */
  public static void isTrue(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new AssertionError("The time is over, and it is still not true.");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Waits until a number is 0. */
  public static void isZero(IntSupplier value) {
    try {
      isTrue(() -> value.getAsInt() == 0);
    } finally {
      assertThat(value.getAsInt()).isZero();
    }
  }
}
