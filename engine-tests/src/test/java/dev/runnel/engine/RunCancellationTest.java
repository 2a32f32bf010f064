package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.stream.Failures;
import dev.runnel.engine.stream.SubscribedStream;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs that are closed, on every form of chain, with sources that record their closing. */
@Timeout(60)
class RunCancellationTest {
  static Stream<Arguments> formsAndBoth() {
    return Combinations.of(Form.values(), Combinations.BOTH);
  }

  static Stream<Arguments> formsLastChunksAndBoth() {
    Object[] lastChunks = {1, 2, 3, 4};
    return Combinations.of(Form.values(), lastChunks, Combinations.BOTH);
  }

  static Stream<Arguments> formsAndReadersWithAnAction() {
    return Combinations.of(Form.values(), Readers.values())
        .filter(pair -> pair.get()[1] != Readers.PUBLISHER);
  }

  @AfterEach
  void noInterruptIsLeftOnTheThread() {
    assertThat(Thread.interrupted()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void closingBeforeTheFirstChunkOpensNothing(Form form) {
    Steps steps = new Steps();
    ChunkStream<String> chunks = form.of(steps).stream(5);
    chunks.close();
    assertThatThrownBy(chunks::next).isInstanceOf(StreamClosedException.class);
    assertThatThrownBy(chunks::hasNext).isInstanceOf(StreamClosedException.class);
    assertThatThrownBy(() -> chunks.forEach(chunk -> {})).isInstanceOf(StreamClosedException.class);
    assertThat(steps.opened).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource
  void aBreakClosesTheSource(Form form) {
    Steps steps = new Steps();
    List<String> seen = new ArrayList<>();
    try (ChunkStream<String> chunks = form.of(steps).stream(1000)) {
      for (String chunk : chunks) {
        seen.add(chunk);
        if (seen.size() == 3) {
          break;
        }
      }
    }
    assertThat(seen).isEqualTo(Steps.expected(1000).subList(0, 3));
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatWasClosedSaysSoWhenItIsReadAgain(Form form) {
    ChunkStream<String> chunks = form.of(new Steps()).stream(10);
    assertThat(chunks.next()).isEqualTo("n0");
    assertThat(chunks.hasNext()).isTrue();
    chunks.close();
    chunks.close();
    assertThatThrownBy(chunks::hasNext)
        .isInstanceOf(StreamClosedException.class)
        .hasMessageContaining("was closed before its end");
    assertThatThrownBy(chunks::next).isInstanceOf(StreamClosedException.class);
  }

  @ParameterizedTest
  @MethodSource("formsLastChunksAndBoth")
  void closingInTheActionEndsForEachAsABreakEndsALoop(Form form, int last, boolean pulled) {
    Steps steps = new Steps();
    List<String> seen = new ArrayList<>();
    ChunkStream<String> chunks = form.of(steps).stream(1000);
    if (pulled) {
      assertThat(chunks.hasNext()).isTrue();
    }
    chunks.forEach(
        chunk -> {
          seen.add(chunk);
          if (seen.size() == last) {
            chunks.close();
          }
        });
    assertThat(seen).isEqualTo(Steps.expected(1000).subList(0, last));
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @MethodSource("formsAndReadersWithAnAction")
  void anActionThatThrowsClosesTheSourceAndItsExceptionIsPassedOn(Form form, Readers reader) {
    Steps steps = new Steps();
    IllegalStateException failure = new IllegalStateException("mine");
    List<String> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                reader.read(
                    form.of(steps),
                    100,
                    chunk -> {
                      if (seen.size() == 5) {
                        throw failure;
                      }
                      seen.add(chunk);
                    }))
        .isSameAs(failure);
    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(seen).isEqualTo(Steps.expected(100).subList(0, 5));
    Eventually.isZero(steps::open);
  }

  private static Background<ReaderEnd> reading(ChunkStream<String> chunks, boolean forEach) {
    return ReaderEnd.of(
        () -> {
          if (forEach) {
            chunks.forEach(chunk -> {});
          } else {
            while (chunks.hasNext()) {
              chunks.next();
            }
          }
        });
  }

  private static void closeWhileTheReaderWaits(Form form, boolean closingWakes, boolean forEach)
      throws Exception {
    BlockingSteps steps = new BlockingSteps(closingWakes);
    ChunkStream<String> chunks = form.of(steps).stream(10);
    Background<ReaderEnd> reader = reading(chunks, forEach);
    steps.waiting.await();
    chunks.close();
    assertThat(reader.result().thrown()).isInstanceOf(StreamClosedException.class);
    assertThat(reader.result().interrupted()).isFalse();
    Eventually.isZero(steps::open);
    if (!closingWakes) {
      Eventually.isTrue(steps.interrupted::get);
    }
  }

  @ParameterizedTest
  @MethodSource("formsAndBoth")
  void closingFromAnotherThreadWakesAReaderThatWaits(Form form, boolean forEach) throws Exception {
    for (int i = 0; i < 10; i++) {
      closeWhileTheReaderWaits(form, true, forEach);
    }
  }

  @ParameterizedTest
  @MethodSource("formsAndBoth")
  void aSourceThatDoesNotMindItsClosingIsInterrupted(Form form, boolean forEach) throws Exception {
    for (int i = 0; i < 10; i++) {
      closeWhileTheReaderWaits(form, false, forEach);
    }
  }

  @ParameterizedTest
  @MethodSource("formsAndBoth")
  void anInterruptOfTheReaderCancelsTheRunAndIsKept(Form form, boolean forEach) throws Exception {
    BlockingSteps steps = new BlockingSteps(false);
    ChunkStream<String> chunks = form.of(steps).stream(10);
    Background<ReaderEnd> reader = reading(chunks, forEach);
    steps.waiting.await();
    reader.interrupt();
    ReaderEnd end = reader.result();
    assertThat(end.thrown()).matches(Failures::isOfClosing);
    if (!form.isShared()) {
      // Else both readers fail. If the other one is first, the run interrupts this one, too, and
      // one flag of a thread cannot hold both.
      assertThat(end.interrupted()).isTrue();
    }
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @MethodSource("formsAndBoth")
  void aFutureThatIsCancelledCancelsItsRun(Form form, boolean closingWakes) throws Exception {
    BlockingSteps steps = new BlockingSteps(closingWakes);
    CompletableFuture<List<String>> future = form.of(steps).invokeAsync(10);
    steps.waiting.await();
    future.cancel(true);
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @EnumSource(names = {"PULLED", "PUSHED", "COMPOSED"})
  void aFutureThatSomebodyElseCompletesCancelsItsRun(Form form) throws Exception {
    BlockingSteps steps = new BlockingSteps(false);
    CompletableFuture<List<String>> future = form.of(steps).invokeAsync(10);
    steps.waiting.await();
    future.complete(List.of("instead"));
    Eventually.isZero(steps::open);
    Eventually.isTrue(steps.interrupted::get);
    assertThat(future.join()).containsExactly("instead");
  }

  @ParameterizedTest
  @MethodSource("formsAndBoth")
  void aSubscriptionThatIsCancelledCancelsItsRun(Form form, boolean closingWakes) throws Exception {
    BlockingSteps steps = new BlockingSteps(closingWakes);
    ChunkStream<String> chunks = new SubscribedStream<>(form.of(steps).publish(10));
    Background<?> reader =
        Background.run(
            () -> {
              chunks.forEach(chunk -> {});
              return "read to the end";
            });
    steps.waiting.await();
    chunks.close();
    assertThat(reader.failure()).isInstanceOf(StreamClosedException.class);
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @MethodSource("formsAndBoth")
  void aStreamThatEndedWithChunksUnreadIsClosedForItsReader(Form form, boolean read) {
    ChunkStream<String> chunks = form.of(new Steps()).stream(1);
    assertThat(chunks.hasNext()).isTrue();
    if (read) {
      chunks.next();
      assertThat(chunks.hasNext()).isTrue();
    }
    chunks.close();
    assertThatThrownBy(chunks::hasNext).isInstanceOf(StreamClosedException.class);
    assertThatThrownBy(() -> chunks.forEach(chunk -> {})).isInstanceOf(StreamClosedException.class);
  }

  @Test
  void aStepIsNotStartedAfterTheRunWasClosed() {
    AtomicReference<ChunkStream<String>> self = new AtomicReference<>();
    AtomicBoolean started = new AtomicBoolean();
    Steps closing =
        new Steps() {
          @Override
          ChunkStream<Integer> numbers(int count) {
            self.get().close();
            return ChunkStream.of(1, 2);
          }
        };
    Steps next =
        new Steps() {
          @Override
          ChunkStream<Integer> numbers(int count) {
            started.set(true);
            return ChunkStream.of(count);
          }
        };
    Runnel<Integer, String, List<String>> runnel =
        PlainRunnels.wholeThen(new PlainRunnels.Numbers(closing), Form.PULLED.of(next));
    self.set(runnel.stream(1));
    assertThatThrownBy(() -> self.get().next()).isInstanceOf(StreamClosedException.class);
    assertThat(started).isFalse();
  }

  @RepeatedTest(200)
  void anInterruptOfClosingNeverReachesAReaderThatHasLeft() throws Exception {
    Steps steps = new Steps();
    ChunkStream<String> chunks = Form.PULLED.of(steps).stream(1_000_000);
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicBoolean leaked = new AtomicBoolean();
    Thread reader =
        new Thread(
            () -> {
              try {
                while (chunks.hasNext()) {
                  chunks.next();
                  reading.countDown();
                  if (Thread.currentThread().isInterrupted()) {
                    leaked.set(true);
                  }
                }
              } catch (StreamClosedException end) {
                // The other thread has closed.
              }
              try {
                closed.await();
              } catch (InterruptedException e) {
                leaked.set(true);
              }
            });
    reader.start();
    reading.await();
    chunks.close();
    closed.countDown();
    reader.join();
    assertThat(leaked).isFalse();
    assertThat(steps.open()).isZero();
  }

  @Test
  void closingErrorsAtANormalEndFailTheRun() {
    Steps steps =
        new Steps() {
          @Override
          void onClose() {
            throw new IllegalStateException("cannot close");
          }
        };
    assertThatThrownBy(() -> Form.PULLED.of(steps).invoke(3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cannot close")
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .anySatisfy(
                        trail -> assertThat(trail).hasMessageContaining("of chain 'labels'")));
  }

  @Test
  void closingErrorsAreAddedToTheFailureThatClosed() {
    IllegalStateException closing = new IllegalStateException("cannot close");
    Steps steps =
        new Steps() {
          @Override
          void onClose() {
            throw closing;
          }

          @Override
          String label(int number) {
            throw new IllegalArgumentException("cannot label");
          }
        };
    assertThatThrownBy(() -> Form.PULLED.of(steps).invoke(3))
        .hasMessage("cannot label")
        .satisfies(thrown -> assertThat(thrown.getSuppressed()).contains(closing));
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatEndedMayBeClosedWithoutEffect(Form form) {
    Steps steps = new Steps();
    ChunkStream<String> chunks = form.of(steps).stream(2);
    assertThat(chunks.toList()).isEqualTo(Steps.expected(2));
    chunks.close();
    assertThat(chunks.hasNext()).isFalse();
    assertThatThrownBy(chunks::next).isInstanceOf(java.util.NoSuchElementException.class);
    assertThat(steps.open()).isZero();
  }
}
