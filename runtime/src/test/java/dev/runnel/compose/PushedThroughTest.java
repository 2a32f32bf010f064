package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RetryPolicy;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StepTrail;
import dev.runnel.StreamRunnel;
import dev.runnel.Whole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Chunks that are pushed come through all runnels of a sequence in one call each. */
class PushedThroughTest {
  private final RuntimeException failure = new IllegalStateException("down");
  private final Tape tape = Tape.withoutChunks();
  private final RunConfig config = RunConfig.DEFAULT.withListeners(tape);
  private final RunConfig withoutThreads =
      config.withExecutor(
          task -> {
            throw new AssertionError("A thread was asked for.");
          });

  private final Runnel<Integer, Integer, List<Integer>> emitting =
      RunnableGenerator.ofEmitter(
          "count",
          Whole.list(),
          (n, out) -> {
            for (int i = 0; i < n; i++) {
              out.emit(i);
            }
          });

  private final StreamRunnel<Integer, String, String> text =
      RunnableTransform.of(
          "text",
          Whole.text(),
          numbers -> ChunkStream.from(numbers.toJavaStream().map(String::valueOf)));

  @Test
  void whatEmitsNeedsNoThreadInsideOfASequence() {
    Runnel<Integer, Integer, List<Integer>> outer = emitting.pipe(same("same")).pipe(same("again"));
    List<Integer> got = new ArrayList<>();

    outer.withConfig(withoutThreads).stream(5).forEach(got::add);

    assertThat(got).containsExactly(0, 1, 2, 3, 4);
    assertThat(outer.withConfig(withoutThreads).invoke(5)).containsExactly(0, 1, 2, 3, 4);
    assertThat(tape.faults()).as("%s", tape.lines()).isEmpty();
  }

  @Test
  void pulledChunksAndPushedOnesComeInOrder() {
    List<Integer> got = new ArrayList<>();
    try (ChunkStream<Integer> chunks = emitting.pipe(same("same")).withConfig(config).stream(5)) {
      got.add(chunks.next());
      got.add(chunks.next());
      chunks.forEachRemaining(got::add);
    }
    assertThat(got).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void whatFailsBehindASourceIsNeitherTriedAgainNorTheSourcesFault() {
    Scripted source = new Scripted("source").then("a", "b");
    StreamRunnel<String, String, String> failing =
        RunnableTransform.of("failing", Whole.text(), this::failingAtOnce);
    Runnel<String, String, String> guarded = source.withRetry(RetryPolicy.ofAttempts(3));

    Throwable thrown = catchThrowable(() -> guarded.pipe(failing).withConfig(config).invoke("x"));

    assertThat(thrown).isSameAs(failure);
    assertThat(stepsOf(thrown)).contains("failing").doesNotContain("source");
    assertThat(source.opened()).isEqualTo(1);
    assertThat(source.open()).isZero();
    assertThat(tape.faults()).as("%s", tape.lines()).isEmpty();
  }

  private ChunkStream<String> failingAtOnce(ChunkStream<String> chunks) {
    return ChunkStream.from(
        chunks
            .toJavaStream()
            .map(
                chunk -> {
                  throw failure;
                }));
  }

  @Test
  void whatASourceThrowsAfterItHasPushedIsItsOwnFault() {
    Scripted source = new Scripted("source").then("a", failure);
    List<String> got = new ArrayList<>();

    Throwable thrown =
        catchThrowable(
            () -> source.pipe(letters()).withConfig(config).stream("x").forEach(got::add));

    assertThat(got).containsExactly("a");
    assertThat(thrown).isSameAs(failure);
    assertThat(stepsOf(thrown)).contains("source");
    assertThat(tape.faults()).as("%s", tape.lines()).isEmpty();
  }

  @Test
  void aSourceCannotSwallowWhatFailsBehindIt() {
    Pushing swallowing =
        new Pushing("a", "b") {
          @Override
          void push(String chunk, Consumer<? super String> reader) {
            try {
              reader.accept(chunk);
            } catch (RuntimeException swallowed) {
              seen.add(swallowed);
            }
          }
        };
    List<String> got = new ArrayList<>();
    assertThatThrownBy(
            () ->
                swallowing.withConfig(config).stream("x")
                    .forEach(
                        chunk -> {
                          got.add(chunk);
                          throw failure;
                        }))
        .isSameAs(failure);
    assertThat(got).containsExactly("a");
    assertThat(swallowing.seen).hasSize(2).contains(failure);
    assertThat(tape.faults()).as("%s", tape.lines()).isEmpty();
  }

  @Test
  void aSourceThatDoesNotHeedClosingIsStopped() {
    Pushing heedless = new Pushing("a", "b", "c");
    List<String> got = new ArrayList<>();
    ChunkStream<String> chunks = heedless.pipe(letters()).withConfig(config).stream("x");

    chunks.forEach(
        chunk -> {
          got.add(chunk);
          chunks.close();
        });

    assertThat(got).containsExactly("a");
    assertThat(heedless.pushed).isEqualTo(1);
    assertThat(tape.faults()).as("%s", tape.lines()).isEmpty();
  }

  @Test
  void aPushedSequenceGivesWhatAPulledOneGives() {
    List<String> pulled = emitting.pipe(text).stream(100).toList();
    List<String> pushed = new ArrayList<>();
    emitting.pipe(text).stream(100).forEach(pushed::add);
    assertThat(pushed).hasSize(100).isEqualTo(pulled);
  }

  private static StreamRunnel<Integer, Integer, List<Integer>> same(String name) {
    return RunnableTransform.of(name, Whole.list(), numbers -> numbers);
  }

  private static StreamRunnel<String, String, String> letters() {
    return RunnableTransform.of("letters", Whole.text(), chunks -> chunks);
  }

  private static List<String> stepsOf(Throwable thrown) {
    return Arrays.stream(thrown.getSuppressed())
        .filter(StepTrail.class::isInstance)
        .map(trail -> ((StepTrail) trail).step())
        .toList();
  }

  /** Pushes its chunks in its own way, and does nothing when it is closed. */
  private static class Pushing implements CustomRunnel<String, String, String> {
    final List<Throwable> seen = new ArrayList<>();
    int pushed;
    private final List<String> script;

    Pushing(String... script) {
      this.script = List.of(script);
    }

    void push(String chunk, Consumer<? super String> reader) {
      reader.accept(chunk);
    }

    @Override
    public String name() {
      return "pushing";
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }

    @Override
    public ChunkStream<String> open(String input, RunContext run) {
      Iterator<String> chunks = script.iterator();
      return new ChunkStream<>() {
        @Override
        public boolean hasNext() {
          return chunks.hasNext();
        }

        @Override
        public String next() {
          return chunks.next();
        }

        @Override
        public void close() {}

        @Override
        public Iterator<String> iterator() {
          return this;
        }

        @Override
        public void forEach(Consumer<? super String> action) {
          for (String chunk : script) {
            pushed++;
            push(chunk, action);
          }
        }
      };
    }
  }
}
