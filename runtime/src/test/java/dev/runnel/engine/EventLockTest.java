package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.engine.run.EventLock;
import dev.runnel.shared.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class EventLockTest {
  private static final int THREADS = 4;
  private static final int ROUNDS = 5_000;

  private final EventLock lock = new EventLock();
  private int inside;
  private int taken;

  @RepeatedTest(20)
  void oneThreadAtATimeIsInside() throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Background<Integer>> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      threads.add(
          Background.run(
              () -> {
                start.await();
                int most = 0;
                for (int round = 0; round < ROUNDS; round++) {
                  most = Math.max(most, takeOnceOrTwice(round));
                }
                return most;
              }));
    }
    for (Background<Integer> thread : threads) {
      assertThat(thread.result()).isEqualTo(1);
    }
    assertThat(taken).isEqualTo(THREADS * ROUNDS);
  }

  /** Returns how many threads were inside, this one among them. */
  private int takeOnceOrTwice(int round) {
    boolean twice = round % 3 == 0;
    lock.lock();
    try {
      if (twice) {
        lock.lock();
      }
      inside++;
      taken++;
      int found = inside;
      inside--;
      return found;
    } finally {
      if (twice) {
        lock.unlock();
      }
      lock.unlock();
    }
  }

  /** Takes it at each depth, with other depths in between, until the stack overflows. */
  private void deeper(int frames, int left) {
    if (left > 0) {
      deeper(frames, left - 1);
      return;
    }
    lock.lock();
    try {
      taken++;
    } finally {
      lock.unlock();
    }
    deeper(frames, frames);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aThreadThatOverflowsItsStackDoesNotKeepIt(boolean isCommon) throws Exception {
    lock.beDeep();
    if (isCommon) { // this thread was there first
      lock.lock();
      lock.unlock();
    }
    for (int i = 0; i < 300; i++) {
      int frames = i % 7;
      AtomicBoolean hasOverflown = new AtomicBoolean();
      Runnable recursion =
          () -> {
            try {
              deeper(frames, 0);
            } catch (StackOverflowError isMeant) {
              hasOverflown.set(true);
            }
          };
      Thread thread = new Thread(null, recursion, "deep", (256 + i) << 10);
      thread.start();
      thread.join();
      assertThat(hasOverflown).isTrue();
    }
    lock.lock();
    lock.unlock();
  }

  @Test
  void aThreadThatTookItTwiceGivesItBackWithTheSecondUnlock() throws Exception {
    AtomicBoolean given = new AtomicBoolean();
    CountDownLatch coming = new CountDownLatch(1);
    lock.lock();
    lock.lock();
    Background<Boolean> other =
        Background.run(
            () -> {
              coming.countDown();
              lock.lock();
              try {
                return given.get();
              } finally {
                lock.unlock();
              }
            });
    coming.await();
    lock.unlock();
    lock.lock();
    lock.unlock();
    given.set(true);
    lock.unlock();
    assertThat(other.result()).isTrue();
  }

  @Test
  void anInterruptOfAThreadThatWaitsIsKept() throws Exception {
    CountDownLatch coming = new CountDownLatch(1);
    lock.lock();
    Background<Boolean> other =
        Background.run(
            () -> {
              Thread.currentThread().interrupt();
              coming.countDown();
              lock.lock();
              lock.unlock();
              return Thread.interrupted();
            });
    coming.await();
    lock.unlock();
    assertThat(other.result()).isTrue();
  }
}
