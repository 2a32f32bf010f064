package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Input;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.shared.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever ends a run, and whenever: each source that a step has given is closed exactly once. */
@Timeout(120)
class ClosedOnceTest {
  private static final int RUNS = 1_000;

  /** Gives numbers until it is closed, and counts how often that was. */
  private static class Source implements Iterator<Integer>, AutoCloseable {
    final AtomicInteger closed = new AtomicInteger();
    private final int count;
    private final boolean endsWhenClosed;
    private int next;

    Source(int count, boolean endsWhenClosed) {
      this.count = count;
      this.endsWhenClosed = endsWhenClosed;
    }

    @Override
    public boolean hasNext() {
      if (closed.get() > 0) {
        if (endsWhenClosed) {
          return false;
        }
        throw new StreamClosedException("The source was closed.");
      }
      return next < count;
    }

    @Override
    public Integer next() {
      return next++;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  /** Leaves it to whoever has got it to close it, also after its end. */
  private static final class Chunks extends Source implements ChunkStream<Integer> {
    Chunks(int count, boolean endsWhenClosed) {
      super(count, endsWhenClosed);
    }

    @Override
    public void forEach(Consumer<? super Integer> action) {
      while (hasNext()) {
        action.accept(next());
      }
    }

    @Override
    public void forEachRemaining(Consumer<? super Integer> action) {
      forEach(action);
    }

    @Override
    public Iterator<Integer> iterator() {
      return this;
    }
  }

  /** Is closed beside what iterates over it. */
  private record All(Source all, Source one) implements Iterable<Integer>, AutoCloseable {
    @Override
    public Iterator<Integer> iterator() {
      return one;
    }

    @Override
    public void close() {
      all.close();
    }
  }

  /** Chains over each type that a source may have, read chunk by chunk and as a whole. */
  abstract static class Chains {
    final Queue<Source> opened = new ConcurrentLinkedQueue<>();
    boolean endsWhenClosed;

    private Source source(int count) {
      Source source = new Source(count, endsWhenClosed);
      opened.add(source);
      return source;
    }

    @Step
    Iterator<Integer> iterator(@Input Integer count) {
      return source(count);
    }

    @Step
    Iterable<Integer> iterable(@Input Integer count) {
      return new All(source(count), source(count));
    }

    @Step
    Stream<Integer> stream(@Input Integer count) {
      Source source = source(count);
      Iterable<Integer> all = () -> source;
      return StreamSupport.stream(all.spliterator(), false).onClose(source::close);
    }

    @Step
    ChunkStream<Integer> chunks(@Input Integer count) {
      Chunks source = new Chunks(count, endsWhenClosed);
      opened.add(source);
      return source;
    }

    @StreamingStep
    String label(Integer number) {
      return "n" + number;
    }

    @Step
    ChunkStream<String> all(List<String> labels) {
      return ChunkStream.from(labels);
    }

    @Chain({"iterator", "label"})
    abstract RunnableSequence<Integer, String, List<String>> iterators();

    @Chain({"iterator", "label", "all"})
    abstract RunnableSequence<Integer, String, List<String>> wholeIterators();

    @Chain({"iterable", "label"})
    abstract RunnableSequence<Integer, String, List<String>> iterables();

    @Chain({"iterable", "label", "all"})
    abstract RunnableSequence<Integer, String, List<String>> wholeIterables();

    @Chain({"stream", "label"})
    abstract RunnableSequence<Integer, String, List<String>> streams();

    @Chain({"stream", "label", "all"})
    abstract RunnableSequence<Integer, String, List<String>> wholeStreams();

    @Chain({"chunks", "label"})
    abstract RunnableSequence<Integer, String, List<String>> chunkStreams();

    @Chain({"chunks", "label", "all"})
    abstract RunnableSequence<Integer, String, List<String>> wholeChunkStreams();

    @Step
    ChunkStream<Integer> again(List<Integer> numbers) {
      return chunks(numbers.size());
    }

    @Chain({"chunks", "again", "label"})
    abstract RunnableSequence<Integer, String, List<String>> twice();
  }

  private enum Shape {
    ITERATOR,
    WHOLE_ITERATOR,
    ITERABLE,
    WHOLE_ITERABLE,
    STREAM,
    WHOLE_STREAM,
    CHUNKS,
    WHOLE_CHUNKS,
    TWICE;

    Runnel<Integer, String, List<String>> of(Chains chains) {
      return switch (this) {
        case ITERATOR -> chains.iterators();
        case WHOLE_ITERATOR -> chains.wholeIterators();
        case ITERABLE -> chains.iterables();
        case WHOLE_ITERABLE -> chains.wholeIterables();
        case STREAM -> chains.streams();
        case WHOLE_STREAM -> chains.wholeStreams();
        case CHUNKS -> chains.chunkStreams();
        case WHOLE_CHUNKS -> chains.wholeChunkStreams();
        case TWICE -> chains.twice();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachSourceIsClosedOnce(Shape shape) throws Exception {
    long first = new Random().nextLong();
    for (int i = 0; i < RUNS; i++) {
      run(shape, first + i);
    }
  }

  private static void run(Shape shape, long seed) throws Exception {
    Random random = new Random(seed);
    Chains chains = new ClosedOnceTest_ChainsRunnables();
    chains.endsWhenClosed = random.nextBoolean();
    int count = 1 + random.nextInt(200);
    ChunkStream<String> chunks =
        shape
            .of(chains)
            .withConfig(
                random.nextInt(4) > 0
                    ? RunConfig.DEFAULT
                    : RunConfig.DEFAULT.withTimeout(Duration.ofNanos(1 + random.nextInt(200_000))))
            .stream(count);
    CountDownLatch reached = new CountDownLatch(1);
    Thread closer = closer(chunks, reached, random.nextInt(4_000));
    closer.start();
    int closeAt = random.nextInt(2 * count);
    boolean throwing = random.nextInt(4) == 0;
    try {
      List<String> seen = new ArrayList<>();
      reached.countDown();
      chunks.forEach(
          chunk -> {
            seen.add(chunk);
            if (seen.size() == closeAt && throwing) {
              throw new IllegalStateException("expected");
            }
          });
    } catch (StreamClosedException | RunTimeoutException | IllegalStateException expected) {
      assertThat(expected).isNotNull();
    }
    closer.join();
    Eventually.isTrue(() -> chains.opened.stream().allMatch(source -> source.closed.get() > 0));
    assertThat(chains.opened)
        .as("%s, seed %dL", shape, seed)
        .allSatisfy(source -> assertThat(source.closed).hasValue(1));
    assertThat(Thread.interrupted()).isFalse();
  }

  private static Thread closer(ChunkStream<String> chunks, CountDownLatch reached, int spins) {
    return new Thread(
        () -> {
          try {
            reached.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          for (int spin = 0; spin < spins; spin++) {
            Thread.onSpinWait();
          }
          chunks.close();
        });
  }
}
