package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunTimeoutException;
import dev.runnel.Runnel;
import dev.runnel.StreamClosedException;
import dev.runnel.TimeoutPolicy;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.shared.KeptChunks;
import dev.runnel.shared.KeptLog;
import dev.runnel.testkit.VirtualClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources whose closing waits, for their own reader or for ever: nobody who cancels is held. */
@Timeout(30)
class StuckSourceTest {
  private static final int MANY = 1_000;
  private static final Duration LIMIT = Duration.ofMillis(20);
  private static final String ONE_OF_MANY = OneOfMany.Source.class.getName();

  @AutoClose private final KeptLog warnings = KeptLog.ofRunnel();

  /** How a source is stuck at its second number. */
  private enum Kind {
    /** Closes under the lock it reads under, and ends reading when it is interrupted. */
    WAITS_FOR_ITS_READER,
    /** Does so, too, but cannot be interrupted. */
    WAITS_FOR_A_DEAF_READER,
    /** Never ends closing, whatever its reader does. */
    NEVER_CLOSES;

    boolean isHopeless() {
      return this != WAITS_FOR_ITS_READER;
    }
  }

  /** Gives a stuck source. */
  private static class StuckSteps extends Steps {
    final Kind kind;
    final CountDownLatch reading = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    final CountDownLatch testIsOver = new CountDownLatch(1);

    StuckSteps(Kind kind) {
      this.kind = kind;
    }

    @Override
    ChunkStream<Integer> numbers(int count) {
      return new StuckSource(this);
    }
  }

  private static class StuckSource extends AbstractChunkStream<Integer> {
    private final StuckSteps steps;
    private int next;

    StuckSource(StuckSteps steps) {
      this.steps = steps;
    }

    @Override
    public boolean hasNext() {
      synchronized (this) {
        if (next == 1 && steps.kind != Kind.NEVER_CLOSES) {
          waitForEver();
        }
      }
      if (next == 1) {
        waitForEver();
      }
      return true;
    }

    private void waitForEver() {
      steps.reading.countDown();
      while (true) {
        try {
          steps.testIsOver.await();
          throw new IllegalStateException("The test is over.");
        } catch (InterruptedException e) {
          if (steps.kind != Kind.WAITS_FOR_A_DEAF_READER) {
            throw new StreamClosedException("interrupted");
          }
        }
      }
    }

    @Override
    public Integer next() {
      return next++;
    }

    @Override
    protected void release() {
      if (steps.kind == Kind.NEVER_CLOSES) {
        uninterruptibly(steps.testIsOver);
      }
      synchronized (this) {
        steps.closed.countDown();
      }
    }
  }

  /** Gives a source by whose class its warnings are told from late ones of another test. */
  private static final class OneOfMany extends StuckSteps {
    private static final class Source extends StuckSource {
      Source(StuckSteps steps) {
        super(steps);
      }
    }

    OneOfMany() {
      super(Kind.NEVER_CLOSES);
    }

    @Override
    ChunkStream<Integer> numbers(int count) {
      return new Source(this);
    }
  }

  private static void uninterruptibly(CountDownLatch latch) {
    boolean open = false;
    while (!open) {
      try {
        latch.await();
        open = true;
      } catch (InterruptedException e) {
        // such sources exist
      }
    }
  }

  /** A way to cancel a run while its source is stuck; returns once the canceller is free. */
  private enum Way {
    CLOSE {
      @Override
      void cancel(Runnel<Integer, String, List<String>> runnel, StuckSteps steps) throws Exception {
        ChunkStream<String> chunks = runnel.stream(MANY);
        Background.run(() -> chunks.collect(dev.runnel.Whole.list()));
        steps.reading.await();
        chunks.close();
      }
    },
    CLOSE_AFTER_ONE_CHUNK {
      @Override
      void cancel(Runnel<Integer, String, List<String>> runnel, StuckSteps steps) {
        try (ChunkStream<String> chunks = runnel.stream(MANY)) {
          chunks.next();
        }
      }
    },
    TIMEOUT {
      @Override
      void cancel(Runnel<Integer, String, List<String>> runnel, StuckSteps steps) throws Exception {
        reach(steps, runnel.withTimeout(TimeoutPolicy.ofTotal(LIMIT)));
      }
    },
    CONFIGURED_TIMEOUT {
      @Override
      void cancel(Runnel<Integer, String, List<String>> runnel, StuckSteps steps) throws Exception {
        TimeoutPolicy limit = TimeoutPolicy.ofTotal(LIMIT);
        reach(steps, runnel.withConfig(RunConfig.DEFAULT.withTimeout(limit)));
      }
    },
    SUBSCRIPTION {
      @Override
      void cancel(Runnel<Integer, String, List<String>> runnel, StuckSteps steps) throws Exception {
        KeptChunks<String> all = KeptChunks.allOf(runnel.publish(MANY));
        steps.reading.await();
        all.cancel();
      }
    },
    FUTURE {
      @Override
      void cancel(Runnel<Integer, String, List<String>> runnel, StuckSteps steps) throws Exception {
        CompletableFuture<List<String>> whole = runnel.invokeAsync(MANY);
        steps.reading.await();
        whole.cancel(true);
      }
    },
    EVENTS {
      @Override
      void cancel(Runnel<Integer, String, List<String>> runnel, StuckSteps steps) throws Exception {
        try (var events = runnel.streamEvents(MANY)) {
          events.next();
          steps.reading.await();
        }
      }
    },
    BATCH {
      @Override
      void cancel(Runnel<Integer, String, List<String>> runnel, StuckSteps steps) throws Exception {
        var outcomes =
            runnel.batchAsCompleted(List.of(MANY, MANY), dev.runnel.BatchOptions.DEFAULT);
        Background.run(outcomes::hasNext);
        steps.reading.await();
        outcomes.close();
      }
    };

    /**
     * Whether it ends only the reading of the source, and the reader's thread then ends the run.
     */
    final boolean isInItsReader = name().endsWith("TIMEOUT");

    abstract void cancel(Runnel<Integer, String, List<String>> runnel, StuckSteps steps)
        throws Exception;

    /** Lets a run reach its limit once its source is stuck. */
    private static void reach(StuckSteps steps, Runnel<Integer, String, List<String>> limited)
        throws Exception {
      VirtualClock clock = new VirtualClock();
      RunConfig config = RunConfig.DEFAULT.withClock(clock);
      Background.run(() -> limited.withConfig(config).invoke(MANY));
      steps.reading.await();
      clock.advance(LIMIT);
    }
  }

  /** Waits for the end of the run: whatever its source does, all who listen learn of it. */
  private static final class Ends implements RunListener {
    final CountDownLatch ended = new CountDownLatch(1);

    private void ended(boolean isRoot) {
      if (isRoot) {
        ended.countDown();
      }
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      ended(event.run().parentIds().isEmpty());
    }

    @Override
    public void onError(RunEvent.Failure event) {
      ended(event.run().parentIds().isEmpty());
    }
  }

  private static List<Arguments> all() {
    List<Arguments> all = new ArrayList<>();
    for (Way way : Way.values()) {
      for (Form form : Form.values()) {
        // A form that gives no chunk before its source's end has none to close after.
        if (form.streams || way != Way.CLOSE_AFTER_ONE_CHUNK) {
          all.add(Arguments.of(Kind.WAITS_FOR_ITS_READER, way, form));
        }
      }
    }
    // Each of these takes the whole patience.
    for (Way way : List.of(Way.CLOSE, Way.TIMEOUT, Way.SUBSCRIPTION)) {
      all.add(Arguments.of(Kind.WAITS_FOR_A_DEAF_READER, way, Form.PULLED));
    }
    for (Way way : List.of(Way.CLOSE_AFTER_ONE_CHUNK, Way.EVENTS, Way.BATCH)) {
      all.add(Arguments.of(Kind.NEVER_CLOSES, way, Form.PULLED));
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("all")
  void whoeverCancelsIsFreeAndAllLearnOfTheEnd(Kind kind, Way way, Form form) throws Exception {
    StuckSteps steps = new StuckSteps(kind);
    Ends ends = new Ends();
    try {
      way.cancel(form.of(steps).withListeners(ends), steps);
      if (!way.isInItsReader || kind != Kind.WAITS_FOR_A_DEAF_READER) {
        ends.ended.await();
      }
      if (!kind.isHopeless()) {
        steps.closed.await();
      } else {
        Eventually.isTrue(() -> !warnings.records().isEmpty());
        assertThat(warnings.records().get(0).getMessage())
            .startsWith("Closing {0} of {1} takes too long");
        assertThat(warnings.records().get(0).getParameters())
            .containsExactly(StuckSource.class.getName(), "step 'numbers' of chain 'labels'");
      }
    } finally {
      steps.testIsOver.countDown();
    }
    Eventually.isTrue(() -> steps.closed.getCount() == 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"PULLED", "RELAYED", "PLAIN", "NESTED", "PART"})
  void aLineThatNeverComesIsGivenUp(Form form) throws Exception {
    try (PipedOutputStream silent = new PipedOutputStream()) {
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(new PipedInputStream(silent), StandardCharsets.UTF_8));
      Steps steps =
          new Steps() {
            @Override
            ChunkStream<Integer> numbers(int count) {
              return ChunkStream.from(
                  lines.lines().map(Integer::parseInt).onClose(() -> closeOf(lines)));
            }
          };
      Runnel<Integer, String, List<String>> limited =
          form.of(steps).withTimeout(TimeoutPolicy.ofTotal(Duration.ofMillis(20)));
      assertThat(Background.run(() -> limited.invoke(1)).failure())
          .isInstanceOf(RunTimeoutException.class);
    }
    assertThat(warnings.records()).isEmpty();
  }

  private static void closeOf(BufferedReader lines) {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void oneThatIsStuckHoldsNoOther() throws Exception {
    List<StuckSteps> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(new OneOfMany());
    }
    Steps outer =
        new Steps() {
          @Override
          String label(int number) {
            all.forEach(steps -> Form.PULLED.of(steps).stream(MANY).next());
            return "n";
          }
        };
    try {
      // Twenty runs that the step has left open: all are begun to be closed, in one patience.
      Background<List<String>> run = Background.run(() -> Form.PULLED.of(outer).invoke(1));
      assertThat(run.result()).hasSize(2);
      assertThat(warnings.records())
          .filteredOn(warning -> Arrays.toString(warning.getParameters()).contains(ONE_OF_MANY))
          .hasSize(all.size());
    } finally {
      all.forEach(steps -> steps.testIsOver.countDown());
    }
    all.forEach(steps -> Eventually.isTrue(() -> steps.closed.getCount() == 0));
  }
}
