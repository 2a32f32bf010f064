package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.EmittingPipeline;
import dev.runnel.engine.Pipeline;
import dev.runnel.engine.Plan;
import dev.runnel.engine.StepEmitter;
import dev.runnel.shared.KeptLog;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that nobody holds any more; stands outside of Runnel's packages, as a user does. */
@Timeout(120)
class DroppedStreamTest {
  @AutoClose private final KeptLog log = KeptLog.ofRunnel();

  /** Gives numbers from a source that records its closing. */
  private record Numbers(AtomicInteger closed)
      implements CustomRunnel<Integer, Integer, List<Integer>> {
    @Override
    public ChunkStream<Integer> open(Integer input, RunContext run) {
      return ChunkStream.from(
          Stream.iterate(0, n -> n + 1).limit(input).onClose(closed::incrementAndGet));
    }

    @Override
    public Whole<Integer, List<Integer>> whole() {
      return Whole.list();
    }

    @Override
    public String name() {
      return "numbers";
    }
  }

  /** Emits numbers for ever, until its reader has closed. */
  private static final class Pushing extends ChainSequence<Integer, Integer, List<Integer>> {
    private static final Plan PLAN = Plan.of("pushing", Plan.step("emit"), Plan.step("same"));

    Pushing(AtomicInteger closed) {
      super(PLAN, Whole.list(), (input, run) -> numbers(input, run, closed));
    }

    private static Pipeline<Integer> numbers(Integer input, RunContext run, AtomicInteger closed) {
      return new EmittingPipeline<>(PLAN, run, input) {
        private final StepEmitter<Integer> emitted =
            new StepEmitter<>(this, 0) {
              @Override
              protected void onNext(Integer chunk) {
                reader().accept(chunk);
              }
            };

        @Override
        protected void start() {
          begin(0, input);
          try {
            for (int i = 0; true; i++) {
              emitted.emit(i);
            }
          } finally {
            closed.incrementAndGet();
          }
        }
      };
    }
  }

  private void collectUntilWarned(AtomicInteger closed) {
    try {
      while (!log.awaitSome(Duration.ofMillis(20))) {
        System.gc();
      }
      while (closed.get() == 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        Thread.yield();
      }
    } catch (InterruptedException timeIsOver) {
      throw new AssertionError("The stream that was dropped was not found.", timeIsOver);
    }
  }

  private static int nextLine() {
    return new Throwable().getStackTrace()[1].getLineNumber() + 1;
  }

  @Test
  void aStreamThatIsDroppedIsCancelledWithOneWarningThatNamesWhereItWasOpened() {
    AtomicInteger closed = new AtomicInteger();
    int[] line = new int[1];
    drop(new Numbers(closed), line);
    collectUntilWarned(closed);
    assertThat(closed).hasValue(1);
    assertThat(log.records()).hasSize(1);
    assertThat(log.messages().get(0))
        .contains("A stream of chain 'numbers' was dropped without closing")
        .contains("DroppedStreamTest.java:" + line[0])
        .contains("DroppedStreamTest.drop")
        .endsWith("Read it to its end, or close it with try-with-resources.");
  }

  @Test
  void aPushingStreamThatIsDroppedLetsItsThreadGo() {
    AtomicInteger closed = new AtomicInteger();
    int[] line = new int[1];
    drop(new Pushing(closed), line);
    collectUntilWarned(closed);
    assertThat(log.records()).hasSize(1);
    assertThat(log.messages().get(0)).contains("'pushing'").contains(":" + line[0]);
  }

  private static void drop(Runnel<Integer, Integer, List<Integer>> runnel, int[] line) {
    line[0] = nextLine();
    ChunkStream<Integer> chunks = runnel.stream(1000);
    assertThat(chunks.next()).isZero();
    assertThat(chunks.next()).isOne();
  }

  @Test
  void aBatchThatIsDroppedIsCancelled() {
    AtomicInteger closed = new AtomicInteger();
    dropBatch(new Numbers(closed));
    collectUntilWarned(closed);
    assertThat(log.records()).hasSize(1);
    assertThat(log.messages().get(0))
        .contains("The stream of a batch of 'numbers' was dropped")
        .contains("DroppedStreamTest.dropBatch");
  }

  private static void dropBatch(Numbers numbers) {
    numbers.batchAsCompleted(java.util.Collections.nCopies(100, 1), BatchOptions.DEFAULT).next();
  }

  @Test
  void aStreamThatIsDroppedInAStepIsCancelledThoughTheRunGoesOn() {
    AtomicInteger closed = new AtomicInteger();
    Runnel<Integer, Integer, List<Integer>> outer =
        new CustomRunnel<>() {
          @Override
          public ChunkStream<Integer> open(Integer input, RunContext run) {
            drop(new Numbers(closed), new int[1]);
            collectUntilWarned(closed);
            return ChunkStream.of(1);
          }

          @Override
          public Whole<Integer, List<Integer>> whole() {
            return Whole.list();
          }
        };
    assertThat(outer.invoke(1)).containsExactly(1);
    assertThat(log.records()).hasSize(1);
  }

  @Test
  void aStreamThatWasReadOrClosedIsDroppedInSilence() {
    AtomicInteger closed = new AtomicInteger();
    Numbers numbers = new Numbers(closed);
    readToTheEnd(numbers);
    readAndClose(numbers);
    numbers.stream(3);
    // A stream that is dropped after them is found with them, or later.
    drop(numbers, new int[1]);
    collectUntilWarned(closed);
    assertThat(log.records()).hasSize(1);
    assertThat(closed).hasValue(3);
  }

  private static void readToTheEnd(Numbers numbers) {
    ChunkStream<Integer> chunks = numbers.stream(3);
    while (chunks.hasNext()) {
      chunks.next();
    }
  }

  private static void readAndClose(Numbers numbers) {
    ChunkStream<Integer> chunks = numbers.stream(3);
    chunks.next();
    chunks.close();
  }

  @Test
  void aStreamIsNotTakenForDroppedWhileItsLastCallStillWaits() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicInteger closed = new AtomicInteger();
    Runnel<Integer, Integer, List<Integer>> slow =
        new Pushing(closed)
            .pipe(
                new dev.runnel.CustomStreamRunnel<Integer, Integer, List<Integer>>() {
                  @Override
                  public ChunkStream<Integer> openStream(
                      ChunkStream<Integer> chunks, RunContext run) {
                    return ChunkStream.from(
                        Stream.generate(
                            () -> {
                              waiting.countDown();
                              try {
                                goOn.await();
                              } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                              }
                              return chunks.next();
                            }));
                  }

                  @Override
                  public Whole<Integer, List<Integer>> whole() {
                    return Whole.list();
                  }
                });
    AtomicInteger got = new AtomicInteger(-1);
    Thread reader = new Thread(() -> got.set(slow.stream(1).next()));
    reader.start();
    waiting.await();
    for (int i = 0; i < 5; i++) {
      System.gc();
    }
    assertThat(log.records()).isEmpty();
    goOn.countDown();
    reader.join();
    assertThat(got).hasValue(0);
    collectUntilWarned(closed);
  }
}
