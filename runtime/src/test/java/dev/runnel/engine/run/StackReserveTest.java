package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** On the way down a stack, the larger reserves are missed before the smaller ones. */
class StackReserveTest {
  private static final long STACK_BYTES = 1 << 19;

  /** How many calls stand between two looks, since each that fails takes its time. */
  private static final int PAUSE = 10;

  /** More calls than one look takes, which may itself overflow the stack. */
  private static final int SOME_CALLS = 3 * PAUSE;

  private int deepest;
  private int lastWithEnough;
  private int lastToTell;
  private int lastWithSome;

  @SuppressWarnings("InfiniteRecursion") // the stack is to overflow
  private void descend(int depth) {
    deepest = depth;
    if (depth % PAUSE == 0) {
      look(depth);
    }
    descend(depth + 1);
  }

  private void look(int depth) {
    if (StackReserve.hasEnough()) {
      lastWithEnough = depth;
    }
    if (StackReserve.canTell()) {
      lastToTell = depth;
    }
    if (StackReserve.hasSome()) {
      lastWithSome = depth;
    }
  }

  private void overflow() {
    try {
      descend(1);
    } catch (StackOverflowError isMeant) {
      assertThat(deepest).isPositive();
    }
  }

  @Test
  void theLargerReservesAreMissedFirst() throws InterruptedException {
    Thread thread = new Thread(null, this::overflow, "overflown", STACK_BYTES);
    thread.start();
    thread.join();

    assertThat(lastWithEnough).isPositive().isLessThan(lastToTell);
    assertThat(lastToTell).isLessThan(lastWithSome);
    assertThat(lastWithSome).isLessThan(deepest - SOME_CALLS);
  }

  @Test
  void aThreadAtTheTopOfItsStackHasAll() {
    assertThat(StackReserve.hasEnough()).isTrue();
    assertThat(StackReserve.canTell()).isTrue();
    assertThat(StackReserve.hasSome()).isTrue();
  }
}
