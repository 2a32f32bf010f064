package dev.runnel.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunnelException;
import dev.runnel.StreamClosedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an exception says of the thread that has got it, and of its run. */
class FailuresTest {
  private static final Throwable BROKEN = new IOException("broken");

  @AfterEach
  void forgetAnInterruption() {
    Thread.interrupted();
  }

  /** As deep as a chain of causes is followed, and one deeper. */
  private static Throwable wrapped(Throwable cause, int times) {
    Throwable wrapped = cause;
    for (int i = 0; i < times; i++) {
      wrapped = new RunnelException("wrapped", wrapped);
    }
    return wrapped;
  }

  private static Throwable circle() {
    IllegalStateException first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));
    return first;
  }

  static Stream<Throwable> interrupts() {
    return Stream.of(new InterruptedException(), new ClosedByInterruptException());
  }

  @ParameterizedTest
  @MethodSource("interrupts")
  void anInterruptIsFoundInAnyWrappingButThatOfAFuture(Throwable interrupt) {
    assertThat(Failures.isInterrupt(interrupt)).isTrue();
    assertThat(Failures.isInterrupt(wrapped(interrupt, 15))).isTrue();
    assertThat(Failures.isInterrupt(wrapped(interrupt, 16))).isFalse();
    assertThat(Failures.isInterrupt(new CompletionException(interrupt))).isFalse();
    assertThat(Failures.isInterrupt(wrapped(new ExecutionException(interrupt), 1))).isFalse();
  }

  @ParameterizedTest
  @MethodSource("interrupts")
  void otherThreadsAreToldOfAnInterruptThatIsNotTheirs(Throwable interrupt) {
    Throwable named = wrapped(interrupt, 1);

    Throwable told = Failures.forOtherThreads(named);

    assertThat(told).isInstanceOf(StreamClosedException.class).hasNoCause();
    assertThat(told.getSuppressed()).containsExactly(named);
    assertThat(Failures.isInterrupt(told)).isFalse();
    assertThat(Failures.forOtherThreads(told)).isSameAs(told);
  }

  @Test
  void otherThreadsAreToldOfAnyOtherFailureAsItIs() {
    assertThat(Failures.forOtherThreads(BROKEN)).isSameAs(BROKEN);
  }

  @Test
  void whatIsNoInterruptIsNone() {
    assertThat(Failures.isInterrupt(BROKEN)).isFalse();
    assertThat(Failures.isInterrupt(wrapped(BROKEN, 3))).isFalse();
    assertThat(Failures.isInterrupt(circle())).isFalse();
  }

  @Test
  void aClosedStreamSaysItOnlyOfAThreadThatIsInterrupted() {
    StreamClosedException closed = new StreamClosedException("closed");
    assertThat(Failures.isInterrupt(closed)).isFalse();

    Thread.currentThread().interrupt();

    assertThat(Failures.isInterrupt(wrapped(closed, 1))).isTrue();
    assertThat(Failures.isInterrupt(BROKEN)).isFalse();
  }

  static Stream<Throwable> closings() {
    return Stream.concat(interrupts(), Stream.of(new StreamClosedException("closed")));
  }

  @ParameterizedTest
  @MethodSource("closings")
  void closingIsFoundInAnyWrapping(Throwable closing) {
    assertThat(Failures.isOfClosing(closing)).isTrue();
    assertThat(Failures.isOfClosing(wrapped(closing, 15))).isTrue();
    assertThat(Failures.isOfClosing(wrapped(closing, 16))).isFalse();
    assertThat(Failures.isOfClosing(new CompletionException(closing))).isTrue();
  }

  @Test
  void whatIsNotOfClosingIsAFailure() {
    assertThat(Failures.isOfClosing(BROKEN)).isFalse();
    assertThat(Failures.isOfClosing(circle())).isFalse();
  }

  @Test
  void whatFuturesWrapAroundIsTakenOff() {
    assertThat(Failures.unwrap(BROKEN)).isSameAs(BROKEN);
    assertThat(Failures.unwrap(new CompletionException(new ExecutionException(BROKEN))))
        .isSameAs(BROKEN);
    Throwable wrapped = wrapped(BROKEN, 1);
    assertThat(Failures.unwrap(new ExecutionException(wrapped))).isSameAs(wrapped);
    CompletionException empty = new CompletionException("nothing within", null);
    assertThat(Failures.unwrap(empty)).isSameAs(empty);
  }
}
