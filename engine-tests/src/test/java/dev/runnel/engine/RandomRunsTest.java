package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.StreamClosedException;
import dev.runnel.shared.Eventually;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs of every form with random lengths, places of failure and of closing, and disturbed timing:
 * whatever happens, a reader gets the first chunks, all of them up to where it ended, in order, and
 * each source is closed exactly once.
 */
@Timeout(120)
class RandomRunsTest {
  private static final int RUNS = 400;

  private enum End {
    WELL,
    FAILURE,
    CLOSED_BY_READER,
    CLOSED_BY_ANOTHER,
    READER_THROWS
  }

  /** Disturbs the timing and fails at a chunk. */
  private static final class Disturbed extends Steps {
    private final SplittableRandom random;
    private final int failAt;

    Disturbed(long seed, int failAt) {
      this.random = new SplittableRandom(seed);
      this.failAt = failAt;
    }

    private synchronized void disturb() {
      if (random.nextInt(4) == 0) {
        Thread.yield();
      }
    }

    @Override
    void beforeNumber(int number) {
      disturb();
    }

    @Override
    void echo(String label, Emitter<String> out) throws Exception {
      out.emit(label);
      if (label.equals("n" + failAt)) {
        throw new IllegalStateException("expected");
      }
      disturb();
      out.emit(label + "'");
    }
  }

  @ParameterizedTest
  @EnumSource
  void noChunkIsLostDoubledOrReordered(Form form) throws Exception {
    long first = new Random().nextLong();
    for (int i = 0; i < RUNS; i++) {
      long seed = first + i;
      try {
        run(form, seed);
      } catch (Throwable failure) {
        throw new AssertionError("Form " + form + ", seed " + seed + "L", failure);
      }
    }
  }

  private static void run(Form form, long seed) throws Exception {
    Random random = new Random(seed);
    int count = random.nextInt(random.nextInt(10) == 0 ? 300 : 12) + 1;
    End end = End.values()[random.nextInt(End.values().length)];
    Readers reader = Readers.values()[random.nextInt(Readers.values().length)];
    int endAt = random.nextInt(count);
    Disturbed steps = new Disturbed(seed, end == End.FAILURE ? endAt : -1);
    List<String> seen = new ArrayList<>();
    List<String> expected = Steps.expected(count);
    if (end == End.CLOSED_BY_READER || end == End.CLOSED_BY_ANOTHER) {
      close(form, steps, count, end, endAt, seen, random.nextBoolean());
      assertThat(seen).isEqualTo(expected.subList(0, seen.size()));
      if (end == End.CLOSED_BY_READER) {
        assertThat(seen).hasSize(endAt + 1);
      }
    } else {
      boolean throwing = end == End.READER_THROWS && reader != Readers.PUBLISHER;
      try {
        reader.read(
            form.of(steps),
            count,
            chunk -> {
              if (throwing && seen.size() == endAt) {
                throw new IllegalStateException("expected");
              }
              seen.add(chunk);
            });
        assertThat(throwing || end == End.FAILURE).isFalse();
        assertThat(seen).isEqualTo(expected);
      } catch (IllegalStateException failure) {
        assertThat(failure).hasMessage("expected");
        int all = end != End.FAILURE ? endAt : form.streams ? 2 * endAt + 1 : 0;
        assertThat(seen).isEqualTo(expected.subList(0, all));
      }
    }
    Eventually.isZero(steps::open);
    assertThat(steps.closedAgain).hasValue(0);
    assertThat(Thread.interrupted()).isFalse();
  }

  private static void close(
      Form form, Steps steps, int count, End end, int endAt, List<String> seen, boolean forEach)
      throws Exception {
    ChunkStream<String> chunks = form.of(steps).stream(count);
    CountDownLatch reached = new CountDownLatch(1);
    Thread closer =
        new Thread(
            () -> {
              try {
                reached.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              chunks.close();
            });
    if (end == End.CLOSED_BY_ANOTHER) {
      closer.start();
    }
    try {
      if (forEach) {
        chunks.forEach(chunk -> readOne(chunks, chunk, end, endAt, seen, reached));
      } else {
        while (chunks.hasNext()) {
          readOne(chunks, chunks.next(), end, endAt, seen, reached);
        }
      }
    } catch (StreamClosedException closed) {
      assertThat(end == End.CLOSED_BY_ANOTHER || !forEach).isTrue();
    }
    reached.countDown();
    closer.join();
    chunks.close();
  }

  private static void readOne(
      ChunkStream<String> chunks,
      String chunk,
      End end,
      int endAt,
      List<String> seen,
      CountDownLatch reached) {
    seen.add(chunk);
    if (seen.size() == endAt + 1) {
      reached.countDown();
      if (end == End.CLOSED_BY_READER) {
        chunks.close();
      }
    }
  }
}
