package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.stream.Failures;
import dev.runnel.shared.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SharedTest {
  private static final int COUNT = 5_000;

  private final Steps steps = new Steps();

  private Shared<Integer> shared(int readers) {
    return new Shared<>(new RecordedSource(steps, COUNT), readers);
  }

  @RepeatedTest(20)
  void everyReaderGetsEveryChunkInOrder() throws Exception {
    Shared<Integer> shared = shared(3);
    AtomicInteger whole = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ChunkStream<Integer> chunks = shared.reader(i);
      SplittableRandom random = new SplittableRandom(i);
      Thread reader =
          new Thread(
              () -> {
                int expected = 0;
                while (chunks.hasNext()) {
                  if (random.nextInt(8) == 0) {
                    Thread.yield();
                  }
                  if (chunks.next() != expected++) {
                    return;
                  }
                }
                if (expected == COUNT) {
                  whole.incrementAndGet();
                }
              });
      threads.add(reader);
      reader.start();
    }
    for (Thread reader : threads) {
      reader.join();
    }
    assertThat(whole).hasValue(3);
  }

  @Test
  void theSlowestReaderSetsThePace() throws Exception {
    Shared<Integer> shared = shared(2);
    ChunkStream<Integer> slow = shared.reader(1);
    AtomicInteger read = new AtomicInteger();
    Thread fast = new Thread(() -> shared.reader(0).forEach(chunk -> read.incrementAndGet()));
    fast.start();
    assertThat(slow.next()).isZero();
    Eventually.isTrue(() -> fast.getState() == Thread.State.WAITING);
    int ahead = read.get();
    assertThat(ahead).isBetween(1, 65);
    for (int i = 1; i <= 100; i++) {
      assertThat(slow.next()).isEqualTo(i);
    }
    Eventually.isTrue(() -> read.get() > 100);
    assertThat(read.get()).isLessThanOrEqualTo(100 + 1 + 64);
    slow.close();
    fast.join();
    assertThat(read).hasValue(COUNT);
  }

  @Test
  void aBufferedReaderStartsWhenAnotherHasReadToTheEnd() {
    Shared<Integer> shared = shared(2);
    ChunkStream<Integer> later = shared.buffering(1).reader(1);
    assertThat(shared.reader(0).toJavaStream().count()).isEqualTo(COUNT);
    assertThat(later.toJavaStream().mapToInt(Integer::intValue).max()).hasValue(COUNT - 1);
  }

  @Test
  void aReaderThatLeavesIsNotWaitedForAndTheLastOneClosesTheSource() {
    Shared<Integer> shared = shared(2);
    ChunkStream<Integer> first = shared.reader(0);
    ChunkStream<Integer> second = shared.reader(1);
    assertThat(first.next()).isZero();
    first.close();
    first.close();
    assertThat(steps.open()).isOne();
    for (int i = 0; i < 200; i++) {
      assertThat(second.next()).isEqualTo(i);
    }
    second.close();
    assertThat(steps.open()).isZero();
    assertThatThrownBy(first::next).isInstanceOf(StreamClosedException.class);
    assertThatThrownBy(second::hasNext).isInstanceOf(StreamClosedException.class);
  }

  @Test
  void aFailureComesToEachReaderAfterTheChunksBeforeIt() {
    IllegalStateException failure = new IllegalStateException("x");
    Steps failing =
        new Steps() {
          @Override
          void beforeNumber(int number) {
            if (number == 3) {
              throw failure;
            }
          }
        };
    Shared<Integer> shared = new Shared<>(new RecordedSource(failing, COUNT), 2);
    for (int reader = 0; reader < 2; reader++) {
      ChunkStream<Integer> chunks = shared.reader(reader);
      for (int i = 0; i < 3; i++) {
        assertThat(chunks.next()).isEqualTo(i);
      }
      assertThatThrownBy(chunks::hasNext).isSameAs(failure);
      assertThatThrownBy(chunks::next).isSameAs(failure);
    }
  }

  /** Another one would take the interrupt for its own, and give its thread back with it. */
  @Test
  void onlyTheThreadThatReadForAllLearnsOfItsInterrupt() {
    InterruptedException interrupt = new InterruptedException();
    Steps interrupted =
        new Steps() {
          @Override
          void beforeNumber(int number) throws InterruptedException {
            if (number == 1) {
              throw interrupt;
            }
          }
        };
    Shared<Integer> shared = new Shared<>(new RecordedSource(interrupted, COUNT), 2);
    ChunkStream<Integer> reading = shared.reader(0);
    ChunkStream<Integer> other = shared.reader(1);
    assertThat(reading.next()).isZero();

    assertThatThrownBy(reading::hasNext).isSameAs(interrupt);

    assertThat(other.next()).isZero();
    assertThatThrownBy(other::hasNext)
        .isInstanceOf(StreamClosedException.class)
        .hasMessage("A thread that worked for this one was interrupted.")
        .hasNoCause();
    assertThat(Failures.isInterrupt(catchThrowable(other::hasNext))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aReaderThatWaitsForRoomCanBeInterruptedAndClosed(boolean interrupt) throws Exception {
    Shared<Integer> shared = shared(2);
    ChunkStream<Integer> fast = shared.reader(0);
    AtomicReference<Throwable> got = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              try {
                while (fast.hasNext()) {
                  fast.next();
                }
              } catch (Throwable thrown) {
                got.set(thrown);
              }
              ended.countDown();
            });
    reader.start();
    Eventually.isTrue(() -> reader.getState() == Thread.State.WAITING);
    if (interrupt) {
      reader.interrupt();
    } else {
      fast.close();
    }
    ended.await();
    assertThat(got.get()).isInstanceOf(StreamClosedException.class);
  }

  @Test
  void theEndIsTheEndForEachReader() {
    Shared<Integer> shared = new Shared<>(new RecordedSource(steps, 1), 2);
    for (int reader = 0; reader < 2; reader++) {
      ChunkStream<Integer> chunks = shared.reader(reader);
      assertThat(chunks.next()).isZero();
      assertThat(chunks.hasNext()).isFalse();
      assertThatThrownBy(chunks::next).isInstanceOf(NoSuchElementException.class);
    }
  }
}
