package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.Runnel;
import dev.runnel.compose.RunnableEach;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.shared.Eventually;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Threads of a run that are interrupted by somebody else, as those of an executor that is shut
 * down: the thread that reads the run has not been interrupted, and must not be so afterwards.
 */
class InterruptElsewhereTest {
  private static final int COUNT = 10;

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  /** Steps of which one is interrupted on any thread but the reader's. */
  private static final class Interrupted extends Steps {
    private final Thread reader = Thread.currentThread();
    private final boolean atSource;
    private final AtomicInteger interrupts = new AtomicInteger();

    Interrupted(boolean atSource) {
      this.atSource = atSource;
    }

    private void interruptElsewhere() throws InterruptedException {
      if (Thread.currentThread() != reader) {
        interrupts.incrementAndGet();
        throw new InterruptedException("of a pool");
      }
    }

    @Override
    void beforeNumber(int number) throws Exception {
      if (atSource && number == 2) {
        interruptElsewhere();
      }
    }

    @Override
    String label(int number) throws Exception {
      if (!atSource && number == 2) {
        interruptElsewhere();
      }
      return super.label(number);
    }
  }

  static Stream<Arguments> formsAndReaders() {
    return Combinations.of(Form.values(), Readers.values(), Combinations.BOTH);
  }

  @ParameterizedTest
  @MethodSource("formsAndReaders")
  void theReadersThreadIsNotInterrupted(Form form, Readers reader, boolean atSource) {
    Interrupted steps = new Interrupted(atSource);
    Runnel<Integer, String, List<String>> runnel = form.of(steps);

    Throwable thrown = catchThrowable(() -> reader.read(runnel, COUNT, chunk -> {}));

    assertThat(Thread.interrupted()).isFalse();
    assertThat(thrown != null).isEqualTo(steps.interrupts.get() > 0);
    Eventually.isZero(steps::open);
  }

  /** Each other way in which a failure comes from another thread to the reader of a run. */
  private enum Crossing {
    PUBLISHER {
      @Override
      void read(Steps steps) {
        Flow.Publisher<Integer> failing =
            subscriber ->
                new Thread(() -> subscriber.onError(new InterruptedException("of a pool"))).start();
        LabelChains.of(steps).ofInput().transform(ChunkStream.from(failing)).forEach(chunk -> {});
      }
    },
    BRANCHES {
      @Override
      void read(Steps steps) {
        RunnableParallel.<Integer>of("a", interrupted(steps))
            .and("b", interrupted(steps))
            .invoke(COUNT);
      }
    },
    EACH {
      @Override
      void read(Steps steps) {
        RunnableEach.of(interrupted(steps), BatchOptions.ofMaxConcurrency(2))
            .invoke(List.of(COUNT, COUNT));
      }
    };

    abstract void read(Steps steps);

    private static Runnel<Integer, String, List<String>> interrupted(Steps steps) {
      return Form.PULLED.of(steps);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whateverThreadItComesFrom(Crossing crossing) {
    Interrupted steps = new Interrupted(true);

    Throwable thrown = catchThrowable(() -> crossing.read(steps));

    assertThat(Thread.interrupted()).isFalse();
    assertThat(thrown).hasStackTraceContaining("InterruptedException: of a pool");
    Eventually.isZero(steps::open);
  }
}
