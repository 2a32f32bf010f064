package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkChannel;
import dev.runnel.ChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.StreamClosedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChunkStreamTest {
  @Test
  void streamsAreMadeOfChunksIterablesIteratorsAndStreams() {
    assertThat(ChunkStream.of(1, 2).toList()).containsExactly(1, 2);
    assertThat(ChunkStream.of().hasNext()).isFalse();
    assertThat(ChunkStream.from(List.of(1, 2)).toList()).containsExactly(1, 2);
    assertThat(ChunkStream.from(List.of(1, 2).iterator()).toList()).containsExactly(1, 2);
    assertThat(ChunkStream.from(Stream.of(1, 2)).toList()).containsExactly(1, 2);
  }

  @Test
  void aStreamOfAPublisherSubscribesAtTheFirstReadAndCancelsWhenItIsClosed() {
    AtomicInteger subscribed = new AtomicInteger();
    AtomicInteger cancelled = new AtomicInteger();
    Flow.Publisher<Integer> publisher =
        subscriber -> {
          subscribed.incrementAndGet();
          subscriber.onSubscribe(
              new Flow.Subscription() {
                @Override
                public void request(long n) {
                  subscriber.onNext(1);
                }

                @Override
                public void cancel() {
                  cancelled.incrementAndGet();
                }
              });
        };
    ChunkStream<Number> chunks = ChunkStream.from(publisher);
    assertThat(subscribed).hasValue(0);
    assertThat(chunks.next()).isEqualTo(1);
    assertThat(subscribed).hasValue(1);
    chunks.close();
    assertThat(cancelled).hasValue(1);
  }

  @Test
  void whatAStreamIsMadeOfIsClosedOnceAtTheEndAndAtItsClosing() {
    for (boolean toTheEnd : List.of(true, false)) {
      AtomicInteger closed = new AtomicInteger();
      ChunkStream<Integer> chunks =
          ChunkStream.from(Stream.of(1, 2).onClose(closed::incrementAndGet));
      assertThat(chunks.next()).isEqualTo(1);
      assertThat(closed).hasValue(0);
      if (toTheEnd) {
        chunks.forEach(chunk -> {});
      }
      chunks.close();
      chunks.close();
      assertThat(closed).hasValue(1);
    }
  }

  @Test
  void anIterableAndItsIteratorAreBothClosed() {
    List<String> closed = new ArrayList<>();
    abstract class Closing implements Iterable<Integer>, AutoCloseable {}
    abstract class ClosingIterator implements Iterator<Integer>, AutoCloseable {}
    Closing iterable =
        new Closing() {
          @Override
          public Iterator<Integer> iterator() {
            return new ClosingIterator() {
              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Integer next() {
                return 1;
              }

              @Override
              public void close() {
                closed.add("iterator");
                throw new IllegalStateException("closing");
              }
            };
          }

          @Override
          public void close() {
            closed.add("iterable");
          }
        };
    ChunkStream<Integer> chunks = ChunkStream.from(iterable);
    assertThat(chunks.next()).isEqualTo(1);
    assertThatThrownBy(chunks::close).hasMessage("closing");
    assertThat(closed).containsExactly("iterator", "iterable");
  }

  @Test
  void anActionThatThrowsClosesTheStream() {
    AtomicInteger closed = new AtomicInteger();
    ChunkStream<Integer> chunks =
        ChunkStream.from(Stream.of(1, 2).onClose(closed::incrementAndGet));
    IllegalStateException failure = new IllegalStateException("x");
    assertThatThrownBy(
            () ->
                chunks.forEach(
                    chunk -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThat(closed).hasValue(1);
  }

  @Test
  void closingInTheActionEndsForEach() {
    for (ChunkStream<Integer> chunks :
        List.of(
            ChunkStream.of(1, 2, 3, 4),
            ChunkStream.of(1, 2, 3, 4).limit(10),
            ChunkStream.of(1, 2, 3, 4).takeWhile(chunk -> true),
            full(1, 2, 3, 4))) {
      List<Integer> seen = new ArrayList<>();
      chunks.forEach(
          chunk -> {
            seen.add(chunk);
            if (chunk == 2) {
              chunks.close();
            }
          });
      assertThat(seen).containsExactly(1, 2);
    }
  }

  private static ChunkStream<Integer> full(Integer... chunks) {
    ChunkChannel<Integer> channel = new ChunkChannel<>(chunks.length);
    for (Integer chunk : chunks) {
      channel.emit(chunk);
    }
    channel.complete();
    return channel.stream();
  }

  @Test
  void nullsAreNoChunks() {
    assertThatThrownBy(() -> ChunkStream.from(Arrays.asList(1, null)).toList())
        .isInstanceOf(NullChunkException.class);
    assertThatThrownBy(() -> ChunkStream.from((List<Integer>) null))
        .hasMessage("The source of the stream is null.");
    assertThatThrownBy(() -> new ChunkChannel<Integer>(1).emit(null))
        .isInstanceOf(NullChunkException.class);
  }

  @Test
  void aLimitClosesItsStreamWithTheLastChunk() {
    AtomicInteger closed = new AtomicInteger();
    ChunkStream<Integer> chunks =
        ChunkStream.from(Stream.iterate(1, n -> n + 1).onClose(closed::incrementAndGet)).limit(2);
    assertThat(chunks.next()).isEqualTo(1);
    assertThat(closed).hasValue(0);
    assertThat(chunks.next()).isEqualTo(2);
    assertThat(closed).hasValue(1);
    assertThat(chunks.hasNext()).isFalse();
    assertThatThrownBy(chunks::next).isInstanceOf(NoSuchElementException.class);
    assertThat(ChunkStream.of(1).limit(0).hasNext()).isFalse();
    assertThat(ChunkStream.of(1).limit(5).toList()).containsExactly(1);
    assertThatThrownBy(() -> ChunkStream.of(1).limit(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void takeWhileStopsBeforeTheFirstChunkThatDoesNotFitAndCloses() {
    AtomicInteger closed = new AtomicInteger();
    ChunkStream<Integer> chunks =
        ChunkStream.from(Stream.iterate(1, n -> n + 1).onClose(closed::incrementAndGet))
            .takeWhile(chunk -> chunk < 3);
    assertThat(chunks.toList()).containsExactly(1, 2);
    assertThat(closed).hasValue(1);
    assertThat(chunks.hasNext()).isFalse();
  }

  @Test
  void aConditionThatThrowsClosesTheStream() {
    AtomicInteger closed = new AtomicInteger();
    ChunkStream<Integer> chunks =
        ChunkStream.from(Stream.of(1, 2).onClose(closed::incrementAndGet))
            .takeWhile(
                chunk -> {
                  throw new IllegalStateException("x");
                });
    assertThatThrownBy(chunks::hasNext).hasMessage("x");
    assertThat(closed).hasValue(1);
    assertThatThrownBy(chunks::hasNext).isInstanceOf(StreamClosedException.class);
  }

  @Test
  void aStreamThatWasClosedIsNotReadOn() {
    for (ChunkStream<Integer> chunks :
        List.of(
            ChunkStream.of(1, 2),
            ChunkStream.of(1, 2).limit(5),
            ChunkStream.of(1, 2).takeWhile(chunk -> true),
            full(1, 2))) {
      assertThat(chunks.hasNext()).isTrue();
      chunks.close();
      assertThatThrownBy(chunks::next).isInstanceOf(StreamClosedException.class);
      assertThatThrownBy(chunks::hasNext).isInstanceOf(StreamClosedException.class);
      Iterator<Integer> first = chunks.iterator();
      assertThat(first).isSameAs(chunks);
      assertThatThrownBy(chunks::iterator).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void closingTheStreamOfTheJdkClosesTheChunks() {
    AtomicInteger closed = new AtomicInteger();
    Stream<Integer> stream =
        ChunkStream.from(Stream.of(1, 2).onClose(closed::incrementAndGet)).toJavaStream();
    stream.close();
    assertThat(closed).hasValue(1);
  }

  @Test
  void aChannelGivesTheChunksBeforeTheFailure() {
    ChunkChannel<Integer> channel = new ChunkChannel<>(3);
    channel.emit(1);
    channel.emit(2);
    IllegalStateException failure = new IllegalStateException("x");
    channel.fail(failure);
    channel.complete();
    assertThat(channel.stream().next()).isEqualTo(1);
    assertThat(channel.stream().next()).isEqualTo(2);
    assertThatThrownBy(() -> channel.stream().hasNext()).isSameAs(failure);
    assertThatThrownBy(() -> channel.emit(3)).isInstanceOf(StreamClosedException.class);
  }

  @Test
  void aChannelTellsItsWriterOnceThatTheReaderHasClosed() {
    ChunkChannel<Integer> channel = new ChunkChannel<>(1);
    AtomicInteger told = new AtomicInteger();
    channel.onClose(told::incrementAndGet);
    channel.stream().close();
    channel.stream().close();
    assertThat(told).hasValue(1);
    channel.onClose(told::incrementAndGet);
    assertThat(told).hasValue(2);
    assertThatThrownBy(() -> channel.emit(1))
        .isInstanceOf(StreamClosedException.class)
        .hasMessageContaining("stop writing");
  }

  @Test
  void aWriterOfAFullChannelWaitsUntilAReaderTakesOrCloses() throws Exception {
    for (boolean close : List.of(true, false)) {
      ChunkChannel<Integer> channel = new ChunkChannel<>(1);
      channel.emit(1);
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      CountDownLatch writing = new CountDownLatch(1);
      Thread writer =
          new Thread(
              () -> {
                writing.countDown();
                try {
                  channel.emit(2);
                } catch (Throwable t) {
                  thrown.set(t);
                }
              });
      writer.start();
      writing.await();
      if (close) {
        channel.stream().close();
      } else {
        assertThat(channel.stream().next()).isEqualTo(1);
        assertThat(channel.stream().next()).isEqualTo(2);
      }
      writer.join();
      assertThat(thrown.get() instanceof StreamClosedException).isEqualTo(close);
    }
  }

  @Test
  void manyChunksPassAChannelInOrder() throws Exception {
    for (int capacity : List.of(1, 2, 64)) {
      ChunkChannel<Integer> channel = new ChunkChannel<>(capacity);
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  channel.emit(i);
                }
                channel.complete();
              });
      writer.start();
      AtomicInteger expected = new AtomicInteger();
      channel.stream().forEach(chunk -> assertThat(chunk).isEqualTo(expected.getAndIncrement()));
      assertThat(expected).hasValue(10_000);
      writer.join();
    }
  }
}
