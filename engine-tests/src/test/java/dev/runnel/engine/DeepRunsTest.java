package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.RunnableSequence;
import dev.runnel.Runnel;
import dev.runnel.TransformerRunnel;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.engine.run.Run;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs far below other runs, sequences of very many runnels, and recursion without end. */
@Timeout(60)
class DeepRunsTest {
  /** So deep that whatever calls itself for each run above overflows the stack. */
  private static final int DEEP = 100_000;

  private static final int STAGES = 800;

  /** Gives its input as it is. */
  private record Same() implements CustomRunnel<Integer, Integer, List<Integer>> {
    @Override
    public ChunkStream<Integer> open(Integer input, RunContext run) {
      return ChunkStream.of(input, input);
    }

    @Override
    public Whole<Integer, List<Integer>> whole() {
      return Whole.list();
    }
  }

  @Test
  void aRunHasWhatItInheritsHoweverDeepItIs() {
    Executor executor = task -> new Thread(task).start();
    RunClock clock = new SteppedClock();
    RunConfig config =
        RunConfig.DEFAULT
            .withExecutor(executor)
            .withClock(clock)
            .withTags("top")
            .withMetadata("key", "value");
    Run root = Run.of(new Same(), config, true);
    Run run = root;
    for (int i = 0; i < DEEP; i++) {
      run = run.child(new Same(), List.of());
    }
    assertThat(run.executor()).isSameAs(executor);
    assertThat(run.clock()).isSameAs(clock);
    assertThat(run.tags()).containsExactly("top");
    assertThat(run.metadata()).containsOnlyKeys("key");
    assertThat(run.isCancelled()).isFalse();
    assertThat(run.info(false).parentIds()).hasSize(DEEP).startsWith(root.id());
    assertThat(Run.of(new Same(), RunConfig.DEFAULT, true).executor()).isNotSameAs(executor);
  }

  /** Is only told apart. */
  private static final class SteppedClock implements RunClock {
    @Override
    public long nanoTime() {
      return 0;
    }

    @Override
    public void sleep(java.time.Duration duration) {}

    @Override
    public double random() {
      return 0;
    }

    @Override
    public Alarm schedule(java.time.Duration delay, Runnable action) {
      return () -> {};
    }
  }

  /** How a long sequence is put together, and so what it gives for 0. */
  private enum Joined {
    PIPED {
      @Override
      Runnel<Integer, Integer, List<Integer>> sequence() {
        TransformerRunnel<Integer, Integer, List<Integer>> plusOne = new PlusOne();
        RunnableSequence<Integer, Integer, List<Integer>> all = new Same().pipe(plusOne);
        for (int i = 1; i < STAGES; i++) {
          all = all.pipe(plusOne);
        }
        return all;
      }
    },
    THEN {
      @Override
      Runnel<Integer, Integer, List<Integer>> sequence() {
        RunnableLambda<Integer, Integer> plusOne = RunnableLambda.of(number -> number + 1);
        RunnableSequence<Integer, Integer, Integer> all = plusOne.then(plusOne);
        for (int i = 2; i < STAGES; i++) {
          all = all.then(plusOne);
        }
        return all.then(new Same());
      }
    };

    abstract Runnel<Integer, Integer, List<Integer>> sequence();
  }

  private record PlusOne() implements TransformerRunnel<Integer, Integer, List<Integer>> {
    @Override
    public dev.runnel.Transformer<Integer, Integer> newTransformer() {
      return (number, out) -> out.emit(number + 1);
    }

    @Override
    public Whole<Integer, List<Integer>> whole() {
      return Whole.list();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSequenceOfVeryManyRunnelsRuns(Joined joined) {
    Runnel<Integer, Integer, List<Integer>> sequence = joined.sequence();
    List<Integer> expected = List.of(STAGES, STAGES);
    assertThat(sequence.invoke(0)).isEqualTo(expected);
    assertThat(sequence.invokeAsync(0).join()).isEqualTo(expected);
    assertThat(sequence.stream(0).toList()).isEqualTo(expected);
    assertThat(sequence.withListeners(new RunListener() {}).invoke(0)).isEqualTo(expected);
    try (ChunkStream<Integer> chunks = sequence.stream(0)) {
      assertThat(chunks.next()).isEqualTo(STAGES);
    }
    assertThat(sequence.graph().nodes()).hasSizeGreaterThanOrEqualTo(STAGES);
  }

  /** Notes which runs have started and not ended. */
  private static final class OpenRuns implements RunListener {
    final Set<UUID> open = ConcurrentHashMap.newKeySet();
    final AtomicInteger started = new AtomicInteger();

    @Override
    public void onStart(RunEvent.Start event) {
      started.incrementAndGet();
      open.add(event.run().id());
    }

    @Override
    public void onEnd(RunEvent.End event) {
      open.remove(event.run().id());
    }

    @Override
    public void onError(RunEvent.Failure event) {
      open.remove(event.run().id());
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      open.remove(event.run().id());
    }
  }

  /** Calls a chain of its own from its own step, with other depths of the stack in between. */
  private static final class Endless extends Steps {
    private final Form form;
    private final int frames;

    Endless(Form form, int frames) {
      this.form = form;
      this.frames = frames;
    }

    @Override
    String label(int number) {
      return deeper(frames);
    }

    private String deeper(int left) {
      return left > 0 ? deeper(left - 1) : form.of(this).invoke(1).get(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 5, 13})
  void aRecursionThatOverflowsTheStackLeavesNoRunWithoutItsEnd(int frames) throws Exception {
    for (Form form : List.of(Form.PULLED, Form.PUSHED, Form.NESTED)) {
      OpenRuns runs = new OpenRuns();
      Endless steps = new Endless(form, frames);
      CountDownLatch done = new CountDownLatch(1);
      Throwable[] thrown = new Throwable[1];
      Thread thread =
          new Thread(
              null,
              () -> {
                try {
                  form.of(steps).withListeners(runs).invoke(1);
                } catch (Throwable overflow) {
                  thrown[0] = overflow;
                } finally {
                  done.countDown();
                }
              },
              "recursion",
              1 << 20);
      thread.start();
      done.await();
      assertThat(thrown[0]).as("%s", form).isNotNull();
      assertThat(runs.started.get()).isGreaterThan(10);
      assertThat(runs.open).as("%s", form).isEmpty();
      assertThat(steps.open()).as("%s", form).isZero();
    }
  }
}
