package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunTimeoutException;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.shared.Background;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads runs without end while another thread ends them, again and again: whatever the reader is
 * doing at that moment, a run that was cut never looks like one that has ended. {@code
 * -Drunnel.races=100000} says how many runs there are in all.
 */
@Timeout(1200)
class EndRaceTest {
  private static final int RACES = Integer.getInteger("runnel.races", 3_000);

  /** There are two tests, each for each way of reading, watched and unwatched. */
  private static final int ROUNDS = RACES / (2 * 2 * Way.values().length);

  private static final Whole<String, List<String>> LAST = Whole.<String>last().map(List::of);

  /** Gives one chunk after the other for as long as it is open, without looking at the clock. */
  private record Endless(boolean endsWhenClosed)
      implements CustomRunnel<String, String, List<String>> {
    @Override
    public ChunkStream<String> open(String input, RunContext run) {
      return endsWhenClosed ? new Ending() : ChunkStream.from(Stream.generate(() -> "a"));
    }

    @Override
    public Whole<String, List<String>> whole() {
      return LAST;
    }
  }

  /** Has an end as soon as it is closed, as a socket has. */
  private static final class Ending implements ChunkStream<String> {
    private volatile boolean closed;

    @Override
    public boolean hasNext() {
      return !closed;
    }

    @Override
    public String next() {
      return "a";
    }

    @Override
    public Iterator<String> iterator() {
      return this;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private record Same() implements TransformerRunnel<String, String, List<String>> {
    @Override
    public Transformer<String, String> newTransformer() {
      return (chunk, out) -> out.emit(chunk);
    }

    @Override
    public Whole<String, List<String>> whole() {
      return LAST;
    }
  }

  private enum Way {
    FOR_EACH,
    LOOP,
    NEXT_ONLY,
    COLLECTED,
    LIMITED,
    TAKEN,
    JDK_STREAM;

    void read(ChunkStream<String> chunks) {
      switch (this) {
        case FOR_EACH -> chunks.forEach(chunk -> {});
        case LOOP -> {
          while (chunks.hasNext()) {
            chunks.next();
          }
        }
        case NEXT_ONLY -> {
          while (true) {
            chunks.next();
          }
        }
        case COLLECTED -> chunks.collect(Whole.last());
        case LIMITED -> chunks.limit(Long.MAX_VALUE).forEach(chunk -> {});
        case TAKEN -> chunks.takeWhile(chunk -> true).forEach(chunk -> {});
        case JDK_STREAM -> chunks.toJavaStream().forEach(chunk -> {});
      }
    }
  }

  /** What stands around the source. */
  private enum Around {
    NOTHING(runnel -> runnel),
    A_RETRY(runnel -> runnel.withRetry(RetryPolicy.ofAttempts(2))),
    A_FALLBACK(runnel -> runnel.withFallbacks(new Endless(false))),
    A_LIMIT(runnel -> runnel.withTimeout(TimeoutPolicy.ofTotal(Duration.ofHours(1)))),
    A_FUNCTION(runnel -> runnel.pipe(RunnableTransform.of("function", LAST, chunks -> chunks))),
    A_TRANSFORMER(runnel -> runnel.pipe(new Same()));

    private final UnaryOperator<Runnel<String, String, List<String>>> wrapper;

    Around(UnaryOperator<Runnel<String, String, List<String>>> wrapper) {
      this.wrapper = wrapper;
    }

    Runnel<String, String, List<String>> around(Endless source) {
      return wrapper.apply(source);
    }
  }

  static Stream<Arguments> waysAndWatched() {
    return Arrays.stream(Way.values())
        .flatMap(way -> Stream.of(Arguments.of(way, false), Arguments.of(way, true)));
  }

  private static RunConfig watched(boolean watched) {
    RunListener listener =
        new RunListener() {
          @Override
          public void onChunk(RunEvent.Chunk event) {}
        };
    return watched ? RunConfig.DEFAULT.withListeners(listener) : RunConfig.DEFAULT;
  }

  private static <E> E any(E[] all, Random random) {
    return all[random.nextInt(all.length)];
  }

  @ParameterizedTest
  @MethodSource("waysAndWatched")
  void aRunThatTimesOutNeverLooksLikeOneThatHasEnded(Way way, boolean watched) {
    long first = new Random().nextLong();
    for (int i = 0; i < ROUNDS; i++) {
      Random random = new Random(first + i);
      Around around = any(Around.values(), random);
      boolean invoked = way == Way.COLLECTED && random.nextBoolean();
      Duration limit = Duration.ofNanos(20_000 + random.nextInt(500_000));
      Runnel<String, String, List<String>> runnel =
          around
              .around(new Endless(random.nextBoolean()))
              .withConfig(watched(watched).withTimeout(limit));
      Throwable end = null;
      try {
        if (invoked) {
          runnel.invoke("x");
        } else {
          way.read(runnel.stream("x"));
        }
      } catch (Throwable thrown) {
        end = thrown;
      }
      assertThat(end)
          .as("%s, around it %s, seed %dL", way, around, first + i)
          .isInstanceOf(RunTimeoutException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("waysAndWatched")
  void aRunThatIsClosedNeverLooksLikeOneThatHasEnded(Way way, boolean watched) throws Exception {
    long first = new Random().nextLong();
    SynchronousQueue<ChunkStream<String>> open = new SynchronousQueue<>();
    Background<Boolean> closer =
        Background.run(
            () -> {
              for (int i = 0; i < ROUNDS; i++) {
                ChunkStream<String> chunks = open.take();
                for (int spin = new Random(first + i).nextInt(3_000); spin > 0; spin--) {
                  Thread.onSpinWait();
                }
                chunks.close();
              }
              return true;
            });
    for (int i = 0; i < ROUNDS; i++) {
      Random random = new Random(first + i);
      Around around = any(Around.values(), random);
      ChunkStream<String> chunks =
          around.around(new Endless(random.nextBoolean())).withConfig(watched(watched)).stream("x");
      open.put(chunks);
      Throwable end = null;
      try {
        way.read(chunks);
      } catch (Throwable thrown) {
        end = thrown;
      }
      assertThat(end)
          .as("%s, around it %s, seed %dL", way, around, first + i)
          .isInstanceOf(StreamClosedException.class);
      assertThat(Thread.interrupted()).isFalse();
    }
    assertThat(closer.result()).isTrue();
  }
}
