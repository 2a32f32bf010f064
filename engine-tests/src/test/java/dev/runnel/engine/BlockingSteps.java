package dev.runnel.engine;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Waits before its third number, until it is closed, or until it is interrupted. */
final class BlockingSteps extends Steps {
  final CountDownLatch waiting = new CountDownLatch(1);
  final CountDownLatch wake = new CountDownLatch(1);
  final AtomicBoolean interrupted = new AtomicBoolean();
  final boolean closingWakes;

  BlockingSteps(boolean closingWakes) {
    this.closingWakes = closingWakes;
  }

  @Override
  void beforeNumber(int number) throws Exception {
    if (number == 2) {
      waiting.countDown();
      try {
        wake.await();
      } catch (InterruptedException e) {
        interrupted.set(true);
        throw e;
      }
      throw new IllegalStateException("The source was closed.");
    }
  }

  @Override
  void onClose() {
    if (closingWakes) {
      wake.countDown();
    }
  }
}
