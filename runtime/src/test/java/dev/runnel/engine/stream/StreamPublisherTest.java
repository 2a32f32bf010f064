package dev.runnel.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How far a stream is read for what is asked for; all on one thread. */
class StreamPublisherTest {
  private final AtomicInteger read = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final Kept kept = new Kept();

  /** Keeps what it gets, and asks for nothing by itself. */
  private static class Kept implements Flow.Subscriber<Integer> {
    final List<Integer> chunks = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    int completed;
    Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription offered) {
      subscription = offered;
    }

    @Override
    public void onNext(Integer chunk) {
      chunks.add(chunk);
    }

    @Override
    public void onError(Throwable failure) {
      failures.add(failure);
    }

    @Override
    public void onComplete() {
      completed++;
    }
  }

  private Flow.Subscription subscribe(int count) {
    Iterator<Integer> numbers = Stream.iterate(1, number -> number + 1).limit(count).iterator();
    Stream<Integer> source =
        Stream.generate(numbers::next)
            .limit(count)
            .peek(number -> read.incrementAndGet())
            .onClose(closed::incrementAndGet);
    new StreamPublisher<>(() -> ChunkStream.from(source), Runnable::run).subscribe(kept);
    return kept.subscription;
  }

  @Test
  void nothingIsReadThatWasNotAskedFor() {
    Flow.Subscription subscription = subscribe(10);
    assertThat(read).hasValue(0);

    subscription.request(2);
    assertThat(kept.chunks).containsExactly(1, 2);
    subscription.request(1);
    assertThat(kept.chunks).containsExactly(1, 2, 3);
    assertThat(read).hasValue(3);
    assertThat(kept.completed).isZero();

    subscription.request(8);
    assertThat(kept.chunks).hasSize(10);
    assertThat(kept.completed).isOne();
    assertThat(closed).hasValue(1);
  }

  /** Rule 3.17: who asks for more than can be counted asks for all. */
  @Test
  void aDemandThatOverflowsIsForAll() {
    Kept eager =
        new Kept() {
          @Override
          public void onSubscribe(Flow.Subscription offered) {
            super.onSubscribe(offered);
            offered.request(1);
          }

          @Override
          public void onNext(Integer chunk) {
            super.onNext(chunk);
            subscription.request(Long.MAX_VALUE - 1);
            subscription.request(Long.MAX_VALUE - 1);
          }
        };
    new StreamPublisher<>(() -> ChunkStream.of(1, 2, 3), Runnable::run).subscribe(eager);

    assertThat(eager.chunks).containsExactly(1, 2, 3);
    assertThat(eager.completed).isOne();
    assertThat(eager.failures).isEmpty();
  }

  @Test
  void whoAsksWronglyIsToldSoOnceAndTheStreamIsClosed() {
    Flow.Subscription subscription = subscribe(10);
    subscription.request(1);

    subscription.request(0);
    subscription.request(1);

    assertThat(closed).hasValue(1);
    assertThat(kept.chunks).containsExactly(1);
    assertThat(kept.completed).isZero();
    assertThat(kept.failures)
        .singleElement()
        .isInstanceOf(IllegalArgumentException.class)
        .asString()
        .contains("asked for 0 chunks", "rule 3.9");
  }

  @Test
  void whoCancelsGetsNothingMore() {
    Flow.Subscription subscription = subscribe(10);
    subscription.request(1);

    subscription.cancel();
    subscription.request(5);

    assertThat(closed).hasValue(1);
    assertThat(kept.chunks).containsExactly(1);
    assertThat(kept.completed).isZero();
    assertThat(kept.failures).isEmpty();
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

    kept.subscription.request(1);

    assertThat(kept.failures).containsExactly(refusal);
    assertThat(closed).hasValue(1);
    assertThat(kept.chunks).isEmpty();
  }
}
