package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Waits for what another thread is about to do; the test's own time limit ends the waiting. */
final class Eventually {
  private Eventually() {}

  static void isTrue(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new AssertionError("The time is over, and it is still not true.");
      }
      Thread.yield();
    }
  }

  static void isZero(IntSupplier value) {
    try {
      isTrue(() -> value.getAsInt() == 0);
    } finally {
      assertThat(value.getAsInt()).isZero();
    }
  }
}
