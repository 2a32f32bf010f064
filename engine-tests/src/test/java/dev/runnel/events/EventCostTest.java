package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.sun.management.ThreadMXBean;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.ChainPipeline;
import dev.runnel.engine.ChainSequence;
import dev.runnel.engine.Plan;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.testkit.RecordingListener;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events cost nothing where nobody listens, and one small object each where somebody does. */
class EventCostTest {
  private static final int CHUNKS = 1_000_000;

  /** The bytes of a record of two references. */
  private static final int ONE_OBJECT = 24;

  private final Watched clock = new Watched();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Counts down and gives the same two chunks again and again, through two steps. */
  private static final class Counting extends ChainSequence<Integer, String, String> {
    private static final Plan PLAN =
        Plan.of(
            "counting",
            Plan.step("source").type(RunType.CHAT_MODEL).reads("count", Plan.INPUT).replacing(),
            Plan.step("map").reads("chunk", 0).replacing());

    Counting() {
      super(PLAN, Whole.last(), (input, run) -> new Chunks(run, input));
    }

    private static final class Chunks extends ChainPipeline<String> {
      private int left;

      Chunks(RunContext run, int count) {
        super(PLAN, run, count);
        this.left = count;
      }

      @Override
      protected void start() {
        begin(0, left);
      }

      @Override
      protected boolean advance() {
        comeTo(0);
        if (left == 0) {
          end(0);
          end(1);
          return false;
        }
        left--;
        String chunk = chunk(0, (left & 1) == 0 ? "a" : "b");
        enter(1);
        String mapped = chunk(1, chunk.equals("a") ? "x" : "y");
        reader().accept(mapped);
        return true;
      }

      @Override
      protected void run() throws Exception {
        while (isOpen() && advance()) {}
      }
    }
  }

  private static final class Nothing implements RunListener {
    private final boolean wants;

    Nothing(boolean wants) {
      this.wants = wants;
    }

    @Override
    public boolean wants(RunInfo run) {
      return wants;
    }
  }

  /** Counts how often it is read, and can do nothing else. */
  private static final class Watched implements RunClock {
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public Instant now() {
      reads.incrementAndGet();
      return Instant.EPOCH;
    }

    @Override
    public long nanoTime() {
      reads.incrementAndGet();
      return 0;
    }

    @Override
    public void sleep(Duration duration) {
      throw new AssertionError("Nothing sleeps here.");
    }

    @Override
    public double random() {
      throw new AssertionError("Nothing needs chance here.");
    }

    @Override
    public Alarm schedule(Duration delay, Runnable action) {
      throw new AssertionError("Nothing needs an alarm here.");
    }
  }

  private long bytesPerRun(RunConfig config) {
    Counting chain = new Counting();
    long[] seen = new long[1];
    for (int i = 0; i < 3; i++) {
      chain.withConfig(config).stream(CHUNKS / 10).forEach(chunk -> seen[0] += chunk.length());
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    chain.withConfig(config).stream(CHUNKS).forEach(chunk -> seen[0] += chunk.length());
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(seen[0]).isGreaterThan(CHUNKS);
    return allocated;
  }

  @BeforeEach
  void nobodyListensToAllTests() {
    assumeFalse(Boolean.getBoolean("runnel.watch"));
  }

  @Test
  void withoutAListenerNoChunkAllocates() {
    assertThat(bytesPerRun(RunConfig.DEFAULT)).isLessThan(CHUNKS / 10);
  }

  @Test
  void withoutAListenerNoClockIsRead() {
    bytesPerRun(RunConfig.DEFAULT.withClock(clock));
    assertThat(clock.reads).hasValue(0);
  }

  @Test
  void aListenerThatWantsNothingNeedsNoClock() {
    bytesPerRun(RunConfig.DEFAULT.withClock(clock).withListeners(new Nothing(false)));
    assertThat(clock.reads).hasValue(0);
  }

  @Test
  void aListenerCostsOneReadingOfTheClockForEachStartAndEnd() {
    RunConfig listening = RunConfig.DEFAULT.withClock(clock).withListeners(new Nothing(true));
    new Counting().withConfig(listening).stream(CHUNKS).forEach(chunk -> {});
    int runs = 3;
    assertThat(clock.reads).hasValue(2 * runs);
  }

  @Test
  void eventsTellTheTimeOfTheRunsClock() {
    RecordingListener heard = new RecordingListener();
    new Counting().withConfig(RunConfig.DEFAULT.withClock(clock).withListeners(heard)).invoke(1);
    assertThat(heard.events())
        .filteredOn(event -> event instanceof RunEvent.Start)
        .hasSize(3)
        .allSatisfy(event -> assertThat(((RunEvent.Start) event).time()).isEqualTo(Instant.EPOCH));
  }

  @Test
  void aListenerThatWantsNothingMakesNoEvent() {
    RunConfig filtered = RunConfig.DEFAULT.withListeners(new Nothing(false));
    assertThat(bytesPerRun(filtered)).isLessThan(CHUNKS / 10);
  }

  @Test
  void aListenerThatDoesNothingCostsOneObjectForEachEvent() {
    RunConfig listening = RunConfig.DEFAULT.withListeners(new Nothing(true));
    long events = 3L * CHUNKS;
    assertThat(bytesPerRun(listening)).isLessThan(events * ONE_OBJECT + CHUNKS / 10);
  }
}
