package dev.runnel.engine.stream;

import static dev.runnel.ChunkChannel.DEFAULT_CAPACITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.StreamClosedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the reader of a publisher asks it for, and what it puts up with. */
@Timeout(60)
class SubscribedStreamTest {
  private static final long AHEAD = DEFAULT_CAPACITY;
  private static final long HALF = DEFAULT_CAPACITY / 2;

  /** Publishes numbers at once when it is asked, and notes what it was asked for. */
  private static final class Numbers implements Flow.Publisher<Integer>, Flow.Subscription {
    final List<Long> asked = new ArrayList<>();
    int cancelled;
    int surplus;
    private Flow.Subscriber<? super Integer> subscriber;
    private int next;

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> reader) {
      subscriber = reader;
      reader.onSubscribe(this);
    }

    @Override
    public void request(long count) {
      asked.add(count);
      for (long i = 0; i < count + surplus && cancelled == 0; i++) {
        subscriber.onNext(next++);
      }
    }

    @Override
    public void cancel() {
      cancelled++;
    }
  }

  /** Whoever has it publishes by himself. */
  private static final class Idle implements Flow.Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }

  private static void take(SubscribedStream<Integer> stream, int first, int end) {
    for (int i = first; i < end; i++) {
      assertThat(stream.next()).isEqualTo(i);
    }
  }

  @Test
  void itAsksForWhatItHoldsAndAgainWhenHalfIsTaken() {
    Numbers numbers = new Numbers();
    SubscribedStream<Integer> stream = new SubscribedStream<>(numbers);
    assertThat(numbers.asked).isEmpty();

    take(stream, 0, 31);
    assertThat(numbers.asked).containsExactly(AHEAD);
    take(stream, 31, 63);
    assertThat(numbers.asked).containsExactly(AHEAD, HALF);
    take(stream, 63, 64);
    assertThat(numbers.asked).containsExactly(AHEAD, HALF, HALF);
    take(stream, 64, 200);
    assertThat(numbers.cancelled).isZero();
  }

  @Test
  void itSaysWhichReadsCallThePublisher() {
    SubscribedStream<Integer> stream = new SubscribedStream<>(new Numbers());

    assertThat(stream.callsNobody()).as("the first read subscribes").isFalse();
    take(stream, 0, 30);
    assertThat(stream.callsNobody()).isTrue();
    take(stream, 30, 31);
    assertThat(stream.callsNobody()).as("the next read asks for more").isFalse();
    take(stream, 31, 32);
    assertThat(stream.callsNobody()).isTrue();
  }

  @Test
  void whoPublishesMoreThanWasAskedForIsCancelledAndWhatFittedIsRead() {
    Numbers numbers = new Numbers();
    numbers.surplus = 1;
    SubscribedStream<Integer> stream = new SubscribedStream<>(numbers);

    take(stream, 0, DEFAULT_CAPACITY);

    assertThatThrownBy(stream::hasNext)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A publisher published more than it was asked for.");
    assertThat(numbers.cancelled).isEqualTo(1);
  }

  @Test
  void onlyTheFirstSubscriptionCounts() {
    Numbers first = new Numbers();
    Numbers second = new Numbers();
    SubscribedStream<Integer> stream = new SubscribedStream<>(first);
    take(stream, 0, 1);

    second.subscribe(stream);

    assertThat(second.cancelled).isEqualTo(1);
    assertThat(second.asked).isEmpty();
    take(stream, 1, 100);
    assertThat(first.cancelled).isZero();
  }

  @Test
  void closingCancelsOnceAndBeforeTheFirstReadSubscribesNever() {
    Numbers read = new Numbers();
    SubscribedStream<Integer> stream = new SubscribedStream<>(read);
    take(stream, 0, 1);
    stream.close();
    stream.close();
    assertThat(read.cancelled).isEqualTo(1);

    Numbers unread = new Numbers();
    SubscribedStream<Integer> closed = new SubscribedStream<>(unread);
    closed.close();
    assertThatThrownBy(closed::hasNext).isInstanceOf(StreamClosedException.class);
    assertThat(unread.asked).isEmpty();
  }

  @Test
  void aPublisherThatRefusesFailsTheFirstRead() {
    IllegalStateException refusal = new IllegalStateException("no");
    Flow.Publisher<Integer> refusing =
        subscriber -> {
          throw refusal;
        };

    assertThatThrownBy(new SubscribedStream<>(refusing)::next).isSameAs(refusal);
  }

  @Test
  void whatThePublisherFailsWithComesAfterItsChunks() {
    IllegalStateException failure = new IllegalStateException("x");
    Flow.Publisher<Integer> failing =
        subscriber -> {
          subscriber.onSubscribe(new Idle());
          subscriber.onNext(1);
          subscriber.onError(failure);
        };
    SubscribedStream<Integer> stream = new SubscribedStream<>(failing);

    assertThat(stream.next()).isEqualTo(1);
    assertThatThrownBy(stream::hasNext).isSameAs(failure);
    assertThatThrownBy(stream::next).isSameAs(failure);
  }
}
