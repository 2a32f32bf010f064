package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.shared.Background;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs inside of runs that are closed. */
@Timeout(60)
class NestedCancellationTest {
  @AfterEach
  void noInterruptIsLeftOnTheThread() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void aStepThatGoesOnAfterClosingSeesThatItsRunIsCancelled() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    Steps steps =
        new Steps() {
          @Override
          String label(int number) {
            RunContext run = RunContext.current();
            assertThat(run.isCancelled()).isFalse();
            working.countDown();
            while (!run.isCancelled()) {
              Thread.onSpinWait();
            }
            seen.countDown();
            return "late";
          }
        };
    ChunkStream<String> chunks = Form.PULLED.of(steps).stream(3);
    Background<String> reader = Background.run(chunks::next);
    working.await();
    chunks.close();
    seen.await();
    assertThat(reader.failure()).isInstanceOf(StreamClosedException.class);
  }

  @Test
  void closingAnOuterRunClosesTheRunsThatItsStepsHaveStarted() throws Exception {
    BlockingSteps inner = new BlockingSteps(false);
    Runnel<Integer, String, List<String>> called = Form.PULLED.of(inner);
    AtomicReference<Throwable> inStep = new AtomicReference<>();
    Steps outer =
        new Steps() {
          @Override
          String label(int number) {
            try {
              return called.invoke(5).toString();
            } catch (Throwable thrown) {
              inStep.set(thrown);
              throw thrown;
            }
          }
        };
    ChunkStream<String> chunks = Form.PULLED.of(outer).stream(3);
    Background<ReaderEnd> reader = ReaderEnd.of(chunks::next);
    inner.waiting.await();
    chunks.close();
    assertThat(reader.result().thrown())
        .isInstanceOf(StreamClosedException.class)
        .hasMessageContaining("labels");
    assertThat(inStep.get()).isInstanceOf(StreamClosedException.class);
    assertThat(reader.result().interrupted()).isFalse();
    assertThat(inner.open()).isZero();
    assertThat(outer.open()).isZero();
  }

  @RepeatedTest(50)
  void aStepThatSwallowsTheEndOfAnInnerRunIsStillInterrupted() throws Exception {
    BlockingSteps inner = new BlockingSteps(false);
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    Steps outer =
        new Steps() {
          @Override
          String label(int number) {
            try {
              Form.PULLED.of(inner).invoke(5);
            } catch (StreamClosedException swallowed) {
              try {
                never.await();
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
            }
            return "late";
          }
        };
    ChunkStream<String> chunks = Form.PULLED.of(outer).stream(3);
    Background<ReaderEnd> reader = ReaderEnd.of(chunks::next);
    inner.waiting.await();
    chunks.close();
    assertThat(reader.result().thrown()).isInstanceOf(StreamClosedException.class);
    assertThat(reader.result().interrupted()).isFalse();
    assertThat(interrupted).isTrue();
  }
}
