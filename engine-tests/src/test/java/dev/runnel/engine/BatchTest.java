package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.BatchOptions;
import dev.runnel.BatchResult;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.Indexed;
import dev.runnel.Outcome;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchTest {
  /** Gives one number for a number. */
  private record OneStep(IntUnaryOperator body) implements CustomRunnel<Integer, Integer, Integer> {
    @Override
    public ChunkStream<Integer> open(Integer input, RunContext run) {
      return ChunkStream.of(body.applyAsInt(input));
    }

    @Override
    public Whole<Integer, Integer> whole() {
      return Whole.last();
    }
  }

  private static List<Integer> numbers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  @Test
  void outcomesKeepTheOrderOfTheInputs() {
    BatchResult<Integer> result =
        new OneStep(number -> number * 2).batch(numbers(100), BatchOptions.ofMaxConcurrency(7));
    assertThat(result.values()).isEqualTo(numbers(100).stream().map(n -> n * 2).toList());
    assertThat(result.hasFailures()).isFalse();
  }

  @Test
  void anEmptyBatchGivesNothing() {
    OneStep step = new OneStep(number -> number);
    assertThat(step.batch(List.of(), BatchOptions.DEFAULT).outcomes()).isEmpty();
    assertThat(step.batchAsCompleted(List.of(), BatchOptions.DEFAULT).hasNext()).isFalse();
  }

  @Test
  void asManyInputsRunAtTheSameTimeAsIsAllowedAndNoMore() throws Exception {
    int allowed = 4;
    CyclicBarrier together = new CyclicBarrier(allowed);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    OneStep step =
        new OneStep(
            number -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              try {
                together.await();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              running.decrementAndGet();
              return number;
            });
    assertThat(step.batch(numbers(40), BatchOptions.ofMaxConcurrency(allowed)).values())
        .isEqualTo(numbers(40));
    assertThat(most).hasValue(allowed);
  }

  @Test
  void failuresAreKeptAndTheOthersGoOn() {
    IllegalStateException failure = new IllegalStateException("odd");
    OneStep step =
        new OneStep(
            number -> {
              if (number % 2 == 1) {
                throw failure;
              }
              return number;
            });
    BatchResult<Integer> result = step.batch(numbers(10), BatchOptions.ofMaxConcurrency(3));
    assertThat(result.hasFailures()).isTrue();
    for (int i = 0; i < 10; i++) {
      Outcome<Integer> outcome = result.outcomes().get(i);
      if (i % 2 == 1) {
        assertThat(((Outcome.Failure<Integer>) outcome).failure()).isSameAs(failure);
      } else {
        assertThat(outcome.value()).isEqualTo(i);
      }
    }
    assertThatThrownBy(result::values).isSameAs(failure);
  }

  @Test
  void outcomesComeAsTheyAreReady() {
    CountDownLatch secondWasRead = new CountDownLatch(1);
    OneStep step =
        new OneStep(
            number -> {
              if (number == 0) {
                try {
                  secondWasRead.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
              return number;
            });
    List<Integer> order = new ArrayList<>();
    step.batchAsCompleted(numbers(2), BatchOptions.ofMaxConcurrency(2))
        .forEach(
            done -> {
              order.add(done.index());
              secondWasRead.countDown();
            });
    assertThat(order).containsExactly(1, 0);
  }

  @Test
  void closingCancelsWhatRunsAndStartsNoMore() throws Exception {
    AtomicInteger started = new AtomicInteger();
    CountDownLatch allRun = new CountDownLatch(4);
    CountDownLatch never = new CountDownLatch(1);
    Steps steps =
        new Steps() {
          @Override
          void beforeNumber(int number) throws Exception {
            started.incrementAndGet();
            allRun.countDown();
            never.await();
          }
        };
    ChunkStream<Indexed<List<String>>> outcomes =
        Form.PULLED.of(steps).batchAsCompleted(numbers(100), BatchOptions.ofMaxConcurrency(5));
    // The input 0 gives no number and is ready at once.
    assertThat(outcomes.next().index()).isZero();
    allRun.await();
    outcomes.close();
    Eventually.isZero(steps::open);
    assertThat(started.get()).isLessThanOrEqualTo(5);
    assertThatThrownBy(outcomes::next).isInstanceOf(StreamClosedException.class);
  }

  @Test
  void aBatchOfAStepIsClosedWithItsRun() throws Exception {
    CountDownLatch running = new CountDownLatch(3);
    CountDownLatch never = new CountDownLatch(1);
    Steps inner =
        new Steps() {
          @Override
          void beforeNumber(int number) throws Exception {
            running.countDown();
            never.await();
          }
        };
    Steps outer =
        new Steps() {
          @Override
          String label(int number) {
            return Form.PULLED
                .of(inner)
                .batch(List.of(1, 1, 1, 1, 1, 1), BatchOptions.ofMaxConcurrency(3))
                .toString();
          }
        };
    ChunkStream<String> chunks = Form.PULLED.of(outer).stream(2);
    Background<String> reader = Background.run(chunks::next);
    running.await();
    chunks.close();
    assertThat(reader.failure()).isInstanceOf(StreamClosedException.class);
    Eventually.isZero(inner::open);
    assertThat(outer.open()).isZero();
  }

  @Test
  void anInterruptOfWhoWaitsForABatchCancelsIt() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    Steps steps =
        new Steps() {
          @Override
          void beforeNumber(int number) throws Exception {
            running.countDown();
            never.await();
          }
        };
    Runnel<Integer, String, List<String>> runnel = Form.PULLED.of(steps);
    Background<ReaderEnd> waiting =
        ReaderEnd.of(() -> runnel.batch(List.of(1, 1), BatchOptions.DEFAULT));
    running.await();
    waiting.interrupt();
    assertThat(waiting.result().thrown()).isInstanceOf(StreamClosedException.class);
    assertThat(waiting.result().interrupted()).isTrue();
    Eventually.isZero(steps::open);
  }

  @Test
  void aHundredThousandInputsAreReadWithoutRunningAhead() {
    int count = 100_000;
    int workers = 4;
    AtomicInteger started = new AtomicInteger();
    AtomicInteger read = new AtomicInteger();
    AtomicInteger furthest = new AtomicInteger();
    OneStep step =
        new OneStep(
            number -> {
              furthest.accumulateAndGet(started.incrementAndGet() - read.get(), Math::max);
              return number;
            });
    List<Integer> lazy =
        new AbstractList<>() {
          @Override
          public Integer get(int index) {
            return index;
          }

          @Override
          public int size() {
            return count;
          }
        };
    Set<Integer> seen = new HashSet<>();
    try (ChunkStream<Indexed<Integer>> outcomes =
        step.batchAsCompleted(lazy, BatchOptions.ofMaxConcurrency(workers))) {
      for (Indexed<Integer> outcome : outcomes) {
        read.incrementAndGet();
        assertThat(outcome.value()).isEqualTo(outcome.index());
        seen.add(outcome.index());
      }
    }
    assertThat(seen).hasSize(count);
    // One at work and one in the channel for each worker, and the one that is being counted.
    assertThat(furthest.get()).isLessThanOrEqualTo(2 * workers + 1);
  }

  @Test
  void runsOfABatchAreChildrenOfTheRunThatStartedIt() {
    AtomicReference<RunContext> parent = new AtomicReference<>();
    List<RunContext> above = new ArrayList<>();
    Runnel<Integer, Integer, Integer> child =
        new OneStep(
            number -> {
              synchronized (above) {
                above.add(RunContext.current().parent().orElseThrow());
              }
              return number;
            });
    new OneStep(
            number -> {
              parent.set(RunContext.current());
              child.batch(List.of(1, 2, 3), BatchOptions.ofMaxConcurrency(2));
              return number;
            })
        .invoke(1);
    assertThat(above).hasSize(3).allMatch(run -> run == parent.get());
  }

  // ---- inputs of an iterator

  /** Counts up, and breaks at a number. */
  private static final class Counter implements Iterator<Integer> {
    private final AtomicInteger taken = new AtomicInteger();
    private final int breaksAt;
    private final int end;

    Counter(int breaksAt, int end) {
      this.breaksAt = breaksAt;
      this.end = end;
    }

    @Override
    public boolean hasNext() {
      return taken.get() < end;
    }

    @Override
    public Integer next() {
      if (taken.get() == breaksAt) {
        throw new IllegalStateException("no input " + breaksAt);
      }
      return taken.getAndIncrement();
    }
  }

  @Test
  void inputsOfAnIteratorAreTakenAsThereIsRoom() {
    Counter inputs = new Counter(-1, 1000);
    OneStep step = new OneStep(number -> number * 2);
    try (ChunkStream<Indexed<Integer>> outcomes =
        step.batchAsCompleted(inputs, BatchOptions.ofMaxConcurrency(3))) {
      Set<Integer> seen = new HashSet<>();
      for (int read = 1; read <= 1000; read++) {
        Indexed<Integer> done = outcomes.next();
        assertThat(done.value()).isEqualTo(done.index() * 2);
        assertThat(seen.add(done.index())).isTrue();
        assertThat(inputs.taken.get())
            .isLessThanOrEqualTo(read + 6); // under way, and in the channel
      }
      assertThat(outcomes.hasNext()).isFalse();
    }
  }

  @Test
  void whereAnIteratorBreaksWhatIsUnderWayIsReadBefore() {
    for (int at : new int[] {0, 1, 7, 40}) {
      ChunkStream<Indexed<Integer>> outcomes =
          new OneStep(number -> number)
              .batchAsCompleted(new Counter(at, 100), BatchOptions.ofMaxConcurrency(4));
      for (int read = 0; read < at; read++) {
        assertThat(outcomes.next().value()).isLessThan(at);
      }
      for (int again = 0; again < 2; again++) {
        assertThatThrownBy(outcomes::hasNext).hasMessage("no input " + at);
      }
      outcomes.close();
    }
  }

  @Test
  void aReaderTakesAllOutcomesThatAreThere() {
    ChunkStream<Indexed<Integer>> outcomes =
        new OneStep(number -> number)
            .batchAsCompleted(new Counter(-1, 500), BatchOptions.ofMaxConcurrency(8));
    List<Indexed<Integer>> all = new ArrayList<>();
    int groups = 0;
    while (((Drained<Indexed<Integer>>) outcomes).drainTo(all::add)) {
      groups++;
    }
    assertThat(all.stream().map(Indexed::value)).containsExactlyInAnyOrderElementsOf(numbers(500));
    assertThat(groups).isBetween(500 / 8, 500);
    assertThat(outcomes.hasNext()).isFalse();
  }

  @Test
  void whoClosesEndsAWaitForAnInput() throws Exception {
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    Iterator<Integer> never =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            waits.countDown();
            try {
              new CountDownLatch(1).await();
              return true;
            } catch (InterruptedException e) {
              interrupted.countDown();
              throw new IllegalStateException(e);
            }
          }

          @Override
          public Integer next() {
            throw new AssertionError("There is no input.");
          }
        };
    ChunkStream<Indexed<Integer>> outcomes =
        new OneStep(number -> number).batchAsCompleted(never, BatchOptions.ofMaxConcurrency(4));
    Background<Boolean> reading = Background.run(outcomes::hasNext);
    waits.await();
    outcomes.close();
    assertThat(reading.failure()).isInstanceOf(StreamClosedException.class);
    interrupted.await();
  }
}
