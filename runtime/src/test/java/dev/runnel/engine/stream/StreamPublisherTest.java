package dev.runnel.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.shared.KeptChunks;
import dev.runnel.shared.KeptLog;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far a stream is read for what is asked for; all on one thread. */
class StreamPublisherTest {
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final KeptChunks<Integer> kept = new KeptChunks<>();

  private void subscribe(int count) {
    Iterator<Integer> numbers = Stream.iterate(1, number -> number + 1).limit(count).iterator();
    Stream<Integer> source =
        Stream.generate(numbers::next)
            .limit(count)
            .peek(number -> read.incrementAndGet())
            .onClose(closed::incrementAndGet);
    new StreamPublisher<>(() -> ChunkStream.from(source), Runnable::run).subscribe(kept);
  }

  @Test
  void nothingIsReadThatWasNotAskedFor() {
    subscribe(10);
    assertThat(read).hasValue(0);

    kept.request(2);
    assertThat(kept.chunks()).containsExactly(1, 2);
    kept.request(1);
    assertThat(kept.chunks()).containsExactly(1, 2, 3);
    assertThat(read).hasValue(3);
    assertThat(kept.ends()).isZero();

    kept.request(8);
    assertThat(kept.result()).hasSize(10);
    assertThat(kept.ends()).isOne();
    assertThat(closed).hasValue(1);
  }

  /** Rule 3.17: who asks for more than can be counted asks for all. */
  @Test
  void aDemandThatOverflowsIsForAll() {
    KeptChunks<Integer> eager =
        new KeptChunks<>(1) {
          @Override
          public void onNext(Integer chunk) {
            super.onNext(chunk);
            request(Long.MAX_VALUE - 1);
            request(Long.MAX_VALUE - 1);
          }
        };
    new StreamPublisher<>(() -> ChunkStream.of(1, 2, 3), Runnable::run).subscribe(eager);

    assertThat(eager.result()).containsExactly(1, 2, 3);
    assertThat(eager.ends()).isOne();
  }

  @Test
  void whoAsksWronglyIsToldSoOnceAndTheStreamIsClosed() {
    subscribe(10);
    kept.request(1);

    kept.request(0);
    kept.request(1);

    assertThat(closed).hasValue(1);
    assertThat(kept.chunks()).containsExactly(1);
    assertThat(kept.ends()).isOne();
    assertThat(kept.failure())
        .isInstanceOf(IllegalArgumentException.class)
        .asString()
        .contains("asked for 0 chunks", "rule 3.9");
  }

  @Test
  void whoCancelsGetsNothingMore() {
    subscribe(10);
    kept.request(1);

    kept.cancel();
    kept.request(5);

    assertThat(closed).hasValue(1);
    assertThat(kept.chunks()).containsExactly(1);
    assertThat(kept.ends()).isZero();
  }

  @Test
  void whatCannotBeOpenedIsToldAsAnErrorOfTheSubscription() {
    IllegalStateException refusal = new IllegalStateException("no source");
    new StreamPublisher<Integer>(
            () -> {
              throw refusal;
            })
        .subscribe(kept);

    kept.request(1);
    kept.cancel();

    assertThat(kept.failure()).isSameAs(refusal);
    assertThat(kept.ends()).isOne();
  }

  @ParameterizedTest
  @ValueSource(longs = {3, Long.MAX_VALUE})
  void aSubscriberThatThrowsIsToldOfInTheLogAndGetsNothingMore(long demand) {
    IllegalStateException broken = new IllegalStateException("broken");
    AtomicInteger ended = new AtomicInteger();
    Stream<Integer> source = Stream.of(1, 2, 3).onClose(ended::incrementAndGet);
    KeptChunks<Integer> throwing =
        new KeptChunks<>(demand) {
          @Override
          public void onNext(Integer chunk) {
            super.onNext(chunk);
            throw broken;
          }
        };
    try (KeptLog log = KeptLog.ofRunnel()) {
      new StreamPublisher<>(() -> ChunkStream.from(source), Runnable::run).subscribe(throwing);
      assertThat(log.records()).extracting(LogRecord::getThrown).containsExactly(broken);
      assertThat(log.messages()).containsExactly("A subscriber threw; its run is cancelled.");
    }
    assertThat(throwing.chunks()).containsExactly(1);
    assertThat(throwing.ends()).isZero();
    assertThat(ended).hasValue(1);
  }

  @Test
  void aSubscriberThatThrowsAtTheEndIsToldOfInTheLog() {
    KeptChunks<Integer> throwing =
        new KeptChunks<>(2) {
          @Override
          public void onComplete() {
            super.onComplete();
            throw new IllegalStateException("broken");
          }
        };
    try (KeptLog log = KeptLog.ofRunnel()) {
      new StreamPublisher<>(() -> ChunkStream.of(1), Runnable::run).subscribe(throwing);
      assertThat(log.messages()).containsExactly("A subscriber threw; its run is cancelled.");
    }
    assertThat(throwing.result()).containsExactly(1);
    assertThat(throwing.ends()).isOne();
  }

  @Test
  void whereTheExecutorRefusesTheStreamIsClosedAndTheSubscriberToldWhy() {
    IllegalStateException refusal = new IllegalStateException("no thread");
    ChunkStream<Integer> chunks = ChunkStream.from(Stream.of(1).onClose(closed::incrementAndGet));
    new StreamPublisher<>(
            () -> chunks,
            task -> {
              throw refusal;
            })
        .subscribe(kept);

    kept.request(1);

    assertThat(kept.failure()).isSameAs(refusal);
    assertThat(kept.ends()).isOne();
    assertThat(closed).hasValue(1);
    assertThat(kept.chunks()).isEmpty();
  }
}
