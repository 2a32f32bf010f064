package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.shared.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class InvariantsTest {
  static Stream<Arguments> formsAndReaders() {
    return Combinations.of(Form.values(), Readers.values());
  }

  static Stream<Arguments> formsReadersAndLengths() {
    Object[] lengths = {0, 1, 2, 63, 64, 65, 200};
    return Combinations.of(Form.values(), Readers.values(), lengths);
  }

  static Stream<Arguments> formsAndLengths() {
    Object[] lengths = {0, 1, 100};
    return Combinations.of(Form.values(), lengths);
  }

  static Stream<Arguments> streamingFormsAndReaders() {
    return formsAndReaders()
        .filter(pair -> ((Form) pair.get()[0]).streams)
        // This subscriber asks for chunks ahead on purpose.
        .filter(pair -> pair.get()[1] != Readers.SUBSCRIBED);
  }

  @ParameterizedTest
  @MethodSource("formsReadersAndLengths")
  void everyWayOfReadingGivesTheSameChunks(Form form, Readers reader, int count) {
    Steps steps = new Steps();
    assertThat(reader.all(form.of(steps), count)).isEqualTo(Steps.expected(count));
    assertThat(steps.open()).isZero();
  }

  @ParameterizedTest
  @MethodSource("formsAndLengths")
  void invokingGivesTheWholeOfTheStream(Form form, int count) {
    Runnel<Integer, String, List<String>> runnel = form.of(new Steps());
    assertThat(runnel.invoke(count)).isEqualTo(Steps.expected(count));
    assertThat(runnel.invokeAsync(count).join()).isEqualTo(Steps.expected(count));
    assertThat(runnel.batch(List.of(count, count), BatchOptions.DEFAULT).values())
        .containsExactly(Steps.expected(count), Steps.expected(count));
    assertThat(runnel.call(count).stream().toList()).isEqualTo(Steps.expected(count));
  }

  @ParameterizedTest
  @MethodSource("streamingFormsAndReaders")
  void aChunkReachesTheReaderBeforeTheSourceGivesTheNextOne(Form form, Readers reader) {
    Semaphore read = new Semaphore(0);
    Steps steps =
        new Steps() {
          @Override
          void beforeNumber(int number) throws Exception {
            read.acquire(number == 0 ? 0 : 2);
          }
        };
    List<String> seen = new ArrayList<>();
    reader.read(
        form.of(steps),
        20,
        chunk -> {
          seen.add(chunk);
          read.release();
        });
    assertThat(seen).isEqualTo(Steps.expected(20));
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"PUBLISHED", "PUSHED_PART", "NESTED_PUSHED"})
  void anEndlessSourceGivesItsFirstChunks(Form form) {
    if (form.streams) {
      Steps steps = new Steps();
      Runnel<Integer, String, List<String>> runnel = form.of(steps);
      assertThat(runnel.stream(Integer.MAX_VALUE).limit(5).toList())
          .isEqualTo(Steps.expected(3).subList(0, 5));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PUSHED", "NESTED_PUSHED", "PUSHED_PART"})
  void aPushingStepRunsAheadOfItsReaderByABoundedBuffer(Form form) {
    AtomicReference<Thread> worker = new AtomicReference<>();
    AtomicInteger given = new AtomicInteger();
    Steps steps =
        new Steps() {
          @Override
          void beforeNumber(int number) {
            worker.set(Thread.currentThread());
            given.incrementAndGet();
          }
        };
    try (ChunkStream<String> chunks = form.of(steps).stream(Integer.MAX_VALUE)) {
      chunks.next();
      Eventually.isTrue(() -> worker.get().getState() == Thread.State.WAITING);
      // Each number gives two chunks; the reader may have drained the buffer once.
      assertThat(given.get()).isLessThanOrEqualTo(64 + 1);
    }
    Eventually.isZero(steps::open);
  }

  @ParameterizedTest
  @EnumSource
  void oneInstanceServesManyThreads(Form form) throws Exception {
    Steps steps = new Steps();
    Runnel<Integer, String, List<String>> runnel = form.of(steps);
    ExecutorService pool = Executors.newFixedThreadPool(8);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<Boolean>> all = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      int number = thread;
      all.add(
          pool.submit(
              () -> {
                go.await();
                for (int i = 0; i < 20; i++) {
                  int count = number * 10 + i;
                  Readers reader = Readers.values()[i % Readers.values().length];
                  assertThat(reader.all(runnel, count)).isEqualTo(Steps.expected(count));
                  assertThat(runnel.invoke(count)).isEqualTo(Steps.expected(count));
                }
                return true;
              }));
    }
    go.countDown();
    for (Future<Boolean> one : all) {
      assertThat(one.get()).isTrue();
    }
    pool.shutdown();
    assertThat(steps.open()).isZero();
  }

  /** Records the threads that steps run on. */
  private static final class Threaded extends Steps {
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    @Override
    void beforeNumber(int number) {
      threads.add(Thread.currentThread());
    }

    @Override
    String label(int number) {
      threads.add(Thread.currentThread());
      return "n" + number;
    }

    @Override
    void echo(String label, dev.runnel.Emitter<String> out) throws Exception {
      threads.add(Thread.currentThread());
      super.echo(label, out);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PULLED", "PUSHED", "COMPOSED", "PLAIN", "NESTED", "PART"})
  void aRunThatIsPushedStaysOnTheThreadOfItsCaller(Form form) {
    Threaded steps = new Threaded();
    form.of(steps).stream(10).forEach(chunk -> steps.threads.add(Thread.currentThread()));
    form.of(steps).invoke(10);
    assertThat(steps.threads).containsExactly(Thread.currentThread());
  }

  @ParameterizedTest
  @EnumSource(names = {"PULLED", "COMPOSED", "PLAIN", "NESTED", "PART"})
  void aRunWithoutAPushingStepStaysOnTheThreadOfItsCallerWhenItIsPulled(Form form) {
    Threaded steps = new Threaded();
    Readers.LOOP.all(form.of(steps), 10);
    assertThat(steps.threads).containsExactly(Thread.currentThread());
  }

  @ParameterizedTest
  @EnumSource(names = {"PUSHED", "NESTED_PUSHED", "PUSHED_PART"})
  void aPushingStepWhoseReaderPullsWorksOnOneOtherThread(Form form) {
    Threaded steps = new Threaded();
    Readers.LOOP.all(form.of(steps), 10);
    assertThat(steps.threads).hasSize(1).doesNotContain(Thread.currentThread());
  }

  @ParameterizedTest
  @EnumSource
  void nothingRunsBeforeTheFirstChunkIsAskedFor(Form form) {
    Steps steps = new Steps();
    ChunkStream<String> chunks = form.of(steps).stream(3);
    assertThat(steps.opened).hasValue(0);
    assertThat(chunks.hasNext()).isTrue();
    assertThat(steps.opened.get()).isPositive();
    chunks.close();
  }
}
