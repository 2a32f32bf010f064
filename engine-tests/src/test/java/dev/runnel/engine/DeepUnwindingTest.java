package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.TimeoutPolicy;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableBranch;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.RunnableTransform;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.parser.CommaSeparatedListOutputParser;
import dev.runnel.parser.StringOutputParser;
import dev.runnel.shared.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ends runs that are so deep that calls nested for each level overflow a small stack: reading them
 * may do so, but ending them may not.
 */
@Timeout(60)
class DeepUnwindingTest {
  private static final int STACK = 512 << 10;

  /** So few levels that they fit, also before the code is compiled. */
  private static final int FEW = 30;

  /** What is read without a call for each level. */
  private static final Set<Shape> FLAT =
      Set.of(
          Shape.TRANSFORMED,
          Shape.MIXED,
          Shape.PARSED,
          Shape.FOLLOWED,
          Shape.LIMITED,
          Shape.CONFIGURED);

  /** What calls itself: such runs may be too deep to be opened, too. */
  private static final Set<Shape> RECURSIVE = Set.of(Shape.PIPED, Shape.CALLED);

  /** Puts one level around those inside. */
  @FunctionalInterface
  private interface Level {
    Runnel<Integer, Integer, List<Integer>> around(
        Runnel<Integer, Integer, List<Integer>> inside, Source source);
  }

  /** Puts levels around a source, as many as are wanted. */
  @FunctionalInterface
  private interface Levels {
    Runnel<Integer, Integer, List<Integer>> around(Source source, int levels);
  }

  /** How runs are put into each other. */
  private enum Shape {
    /** In one loop, however many they are. */
    TRANSFORMED(each((inside, source) -> inside.pipe(new Same()))),
    /** The same, where whole answers are read and text is parsed in between. */
    MIXED(
        eachOf(
            5,
            (inside, source) ->
                inside
                    .pipe(new Told())
                    .pipe(new StringOutputParser())
                    .pipe(new CommaSeparatedListOutputParser())
                    .then(RunnableLambda.of("counted", List::size))
                    .then(
                        RunnableGenerator.ofStream(
                            "both", Whole.list(), n -> ChunkStream.of(n, n))))),
    /** The same, where all that is read is text. */
    PARSED(
        (source, levels) -> {
          Runnel<Integer, String, ?> all = source.pipe(new Told());
          for (int i = 0; i < levels; i++) {
            all = all.pipe(new StringOutputParser());
          }
          return all.pipe(new Parsed());
        }),
    /** Sequences in sequences: each is followed by all that were put together before. */
    FOLLOWED(
        each(
            (inside, source) ->
                RunnableLambda.<Integer, Integer>of("same", number -> number).then(inside))),
    RETRIED(each((inside, source) -> inside.withRetry(RetryPolicy.DEFAULT))),
    FALLEN_BACK(each((inside, source) -> inside.withFallbacks(source))),
    LIMITED(
        each((inside, source) -> inside.withTimeout(TimeoutPolicy.ofTotal(Duration.ofHours(1))))),
    CONFIGURED(each((inside, source) -> inside.withConfig(RunConfig.named("level")))),
    /** Each wrapped in all three ways. */
    GUARDED(
        eachOf(
            3,
            (inside, source) ->
                inside
                    .withRetry(RetryPolicy.DEFAULT)
                    .withTimeout(TimeoutPolicy.ofTotal(Duration.ofHours(1)))
                    .withConfig(RunConfig.named("level")))),
    BRANCHED(
        each(
            (inside, source) ->
                RunnableBranch.<Integer, Integer, List<Integer>>when(n -> n > 1, source)
                    .otherwise(inside))),
    PIPED(
        each(
            (inside, source) ->
                inside.pipe(RunnableTransform.of("same", Whole.list(), chunks -> chunks)))),
    CALLED(each((inside, source) -> new Caller(inside)));

    private final Levels all;

    Shape(Levels all) {
      this.all = all;
    }

    private static Levels each(Level level) {
      return eachOf(1, level);
    }

    /** Repeats a level that is so many runs by itself. */
    private static Levels eachOf(int runs, Level level) {
      return (source, levels) -> {
        Runnel<Integer, Integer, List<Integer>> all = source;
        for (int i = 0; i < levels; i += runs) {
          all = level.around(all, source);
        }
        return all;
      };
    }

    Runnel<Integer, Integer, List<Integer>> around(Source source, int levels) {
      return all.around(source, levels);
    }
  }

  /** How a run ends. */
  private enum End {
    READ,
    CLOSED_AFTER_THE_FIRST,
    FAILED,
    CANCELLED
  }

  /** Loads all classes: one that the stack has no room to load is broken for good. */
  @BeforeAll
  static void isLoaded() throws Exception {
    DeepUnwindingTest test = new DeepUnwindingTest();
    for (Shape shape : Shape.values()) {
      for (End end : End.values()) {
        test.whatIsDeepEndsFromTheBottomUp(shape, end, FEW);
      }
    }
  }

  static Stream<Arguments> all() {
    return Stream.of(Shape.values())
        .flatMap(
            shape ->
                Stream.of(End.values())
                    .flatMap(end -> levels(shape).map(levels -> Arguments.of(shape, end, levels))));
  }

  private static Stream<Integer> levels(Shape shape) {
    return FLAT.contains(shape) || RECURSIVE.contains(shape)
        ? Stream.of(FEW, 800, 3_000)
        : Stream.of(FEW, 800);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsDeepEndsFromTheBottomUp(Shape shape, End end, int levels) throws Exception {
    Source source = new Source(end);
    Runs runs = new Runs();
    ChunkStream<Integer> chunks = shape.around(source, levels).withListeners(runs).stream(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Runnable reading =
        () -> {
          read(chunks, end, thrown);
          source.reached.countDown(); // where the stack was too small to get there
        };
    Thread reader = new Thread(null, reading, "reader", STACK);
    reader.start();
    if (end == End.CANCELLED) {
      source.reached.await();
      Thread closer = new Thread(null, chunks::close, "closer", STACK);
      closer.start();
      closer.join();
    }
    reader.join();
    Eventually.isTrue(runs::areOver); // very many are told of in the background
    assertThat(runs.tooEarly).isEmpty();
    assertThat(source.open).isZero();
    if (levels > FEW && !FLAT.contains(shape) && thrown.get() instanceof StackOverflowError error) {
      assertThat(error)
          .hasMessageMatching(
              "The stack of thread 'reader' is too small: [1-9]\\d+ streams of runs were read on"
                  + " it, one inside the other\\. Read them on a thread with a larger stack .*");
    } else {
      assertThat(thrown.get())
          .satisfies(
              failure -> {
                switch (end) {
                  case READ, CLOSED_AFTER_THE_FIRST -> assertThat(failure).isNull();
                  case FAILED -> assertThat(failure).isSameAs(Source.FAILURE);
                  case CANCELLED -> assertThat(failure).isInstanceOf(StreamClosedException.class);
                }
              });
    }
  }

  private static void read(
      ChunkStream<Integer> chunks, End end, AtomicReference<Throwable> thrown) {
    try (chunks) {
      if (end == End.CLOSED_AFTER_THE_FIRST) {
        chunks.next();
      } else {
        chunks.forEach(chunk -> {});
      }
    } catch (Throwable failure) {
      thrown.set(failure);
    }
  }

  /** Gives a chunk, and then does as the way to end wants it. */
  private static final class Source implements CustomRunnel<Integer, Integer, List<Integer>> {
    static final IllegalStateException FAILURE = new IllegalStateException("broken");

    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    volatile int open;
    private final End end;

    Source(End end) {
      this.end = end;
    }

    @Override
    public Whole<Integer, List<Integer>> whole() {
      return Whole.list();
    }

    @Override
    public ChunkStream<Integer> open(Integer input, RunContext run) {
      open = 1;
      return new AbstractChunkStream<>() {
        private int given;

        @Override
        public boolean hasNext() {
          if (given == 1) {
            if (end == End.FAILED) {
              throw FAILURE;
            }
            if (end == End.CANCELLED) {
              reached.countDown();
              waitUntilClosed();
              throw new StreamClosedException("closed");
            }
          }
          return given < 2;
        }

        private void waitUntilClosed() {
          try {
            closed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }

        @Override
        public Integer next() {
          if (given == 2) {
            throw new NoSuchElementException();
          }
          given++;
          return given;
        }

        @Override
        protected void release() {
          open = 0;
          closed.countDown();
        }
      };
    }
  }

  private record Same() implements TransformerRunnel<Integer, Integer, List<Integer>> {
    @Override
    public Transformer<Integer, Integer> newTransformer() {
      return (number, out) -> out.emit(number);
    }

    @Override
    public Whole<Integer, List<Integer>> whole() {
      return Whole.list();
    }
  }

  /** Makes text of each number, as a list that a parser reads. */
  private record Told() implements TransformerRunnel<Integer, String, String> {
    @Override
    public Transformer<Integer, String> newTransformer() {
      return (number, out) -> out.emit(number + ",");
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }
  }

  private record Parsed() implements TransformerRunnel<String, Integer, List<Integer>> {
    @Override
    public Transformer<String, Integer> newTransformer() {
      return (text, out) -> out.emit(text.length());
    }

    @Override
    public Whole<Integer, List<Integer>> whole() {
      return Whole.list();
    }
  }

  /** Gives the chunks of a runnel that it calls. */
  private record Caller(Runnel<Integer, Integer, List<Integer>> called)
      implements CustomRunnel<Integer, Integer, List<Integer>> {
    @Override
    public ChunkStream<Integer> open(Integer input, RunContext run) {
      return called.stream(input);
    }

    @Override
    public Whole<Integer, List<Integer>> whole() {
      return Whole.list();
    }
  }

  /** Notes which runs are open, and which end before those below them. */
  private static final class Runs implements RunListener {
    final Map<UUID, String> open = new HashMap<>();
    final List<String> tooEarly = new ArrayList<>();
    private final Map<UUID, Integer> openBelow = new HashMap<>();

    @Override
    public synchronized void onStart(RunEvent.Start event) {
      open.put(event.run().id(), event.run().name());
      change(event.run(), 1);
    }

    @Override
    public synchronized void onEnd(RunEvent.End event) {
      end(event.run());
    }

    @Override
    public synchronized void onError(RunEvent.Failure event) {
      end(event.run());
    }

    @Override
    public synchronized void onCancel(RunEvent.Cancel event) {
      end(event.run());
    }

    synchronized boolean areOver() {
      return open.isEmpty();
    }

    private void end(RunInfo run) {
      open.remove(run.id());
      change(run, -1);
      if (openBelow.getOrDefault(run.id(), 0) > 0) {
        tooEarly.add(run.name());
      }
    }

    private void change(RunInfo run, int number) {
      @Nullable UUID above =
          run.parentIds().isEmpty() ? null : run.parentIds().get(run.parentIds().size() - 1);
      if (above != null) {
        openBelow.merge(above, number, Integer::sum);
      }
    }
  }
}
