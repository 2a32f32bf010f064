package dev.runnel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Guards what runs allocate: nothing for a chunk, and a bounded number of bytes for a run. What is
 * allocated depends on no clock and on no other load, unlike time. The steps of these chains
 * allocate nothing themselves, so that all that is counted is the engine's, also before the JIT
 * compiler has come.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllocationTest {
  private static final int FEW = 1_000;
  private static final int MANY = 101_000;
  private static final int WARM_UP = 20;

  /** How often a short run is repeated, so that the JIT compiler has seen it. */
  private static final int COMPILED = 1_000_000;

  /** What a run of five one-chunk steps may allocate, beside what its steps do. */
  private static final long BYTES_OF_SHORT_RUN = 400;

  /** What opening, reading and ending a stream may allocate. */
  private static final long BYTES_OF_STREAM = 4_000;

  /** What an open, idle stream may hold. */
  private static final long BYTES_OF_IDLE_STREAM = 700;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final NoAllocation chains = new NoAllocationRunnables();
  private long seen;
  private Word word = Word.of("none");

  /** The ways of reading that stay on one thread. */
  enum Way {
    FOR_EACH,
    ITERATOR
  }

  @ParameterizedTest
  @EnumSource
  void mapsFiltersAndStatefulStepsAllocateNothingForAChunk(Way way) {
    assertNothingForAChunk(chains.five(), way);
  }

  @ParameterizedTest
  @EnumSource
  void tenStepsAllocateNothingForAChunk(Way way) {
    assertNothingForAChunk(chains.ten(), way);
  }

  @ParameterizedTest
  @EnumSource
  void nestedChainsAllocateNothingForAChunk(Way way) {
    assertNothingForAChunk(chains.nested(), way);
  }

  @Test
  void emittersAllocateNothingForAChunk() {
    assertNothingForAChunk(chains.emitting(), Way.FOR_EACH);
  }

  @Test
  void publishingAllocatesNothingForAChunkOnTheSubscribersThread() {
    ObjIntConsumer<Consumer<Object>> publish =
        (sink, count) -> {
          long before = allocated();
          Subscribers.readAll(chains.five().publish(count), sink);
          seen = allocated() - before;
        };
    publish.accept(chunk -> {}, FEW);
    publish.accept(chunk -> {}, MANY);

    assertThat(seen).isLessThan(MANY);
  }

  @Test
  void aStreamAllocatesABoundedNumberOfBytes() {
    long bytes = least(() -> read(chains.five(), Way.ITERATOR, 10));

    assertThat(bytes).isLessThan(BYTES_OF_STREAM);
  }

  @Test
  void aShortRunAllocatesABoundedNumberOfBytes() {
    ShortRun steps = new ShortRunRunnables();
    String input = "short";
    long direct = least(COMPILED, () -> seen += directly(steps, input));
    long run = least(COMPILED, () -> seen += steps.chain().invoke(input).length());

    assertThat(run - direct).isLessThanOrEqualTo(BYTES_OF_SHORT_RUN);
  }

  /** Keeps each word, so that the compiler cannot leave out here what it must make in a run. */
  private int directly(ShortRun steps, String input) {
    word = steps.read(input);
    word = steps.second(word);
    word = steps.third(word);
    word = steps.fourth(word);
    return steps.text(word).length();
  }

  @Test
  void anIdleStreamHoldsABoundedNumberOfBytes() {
    assertThat(Memory.bytesOfIdleStream()).isLessThan(BYTES_OF_IDLE_STREAM);
  }

  private void assertNothingForAChunk(
      RunnableSequence<Integer, Boolean, List<Boolean>> chain, Way way) {
    long few = least(() -> read(chain, way, FEW));
    long many = least(() -> read(chain, way, MANY));

    assertThat(many - few)
        .as("bytes that %d more chunks cost", MANY - FEW)
        .isLessThan((MANY - FEW) / 10);
    assertThat(seen).isPositive();
  }

  private void read(RunnableSequence<Integer, Boolean, List<Boolean>> chain, Way way, int count) {
    if (way == Way.FOR_EACH) {
      chain.stream(count).forEach(chunk -> seen++);
      return;
    }
    try (ChunkStream<Boolean> chunks = chain.stream(count)) {
      while (chunks.hasNext()) {
        chunks.next();
        seen++;
      }
    }
  }

  private static long least(Runnable work) {
    return least(WARM_UP, work);
  }

  private static long least(int rounds, Runnable work) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      long before = allocated();
      work.run();
      least = Math.min(least, allocated() - before);
    }
    return least;
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
