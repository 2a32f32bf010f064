package dev.runnel.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.Runnel;
import dev.runnel.Whole;
import dev.runnel.compose.RunnableGenerator;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.compose.RunnableTransform;
import dev.runnel.event.EventOptions;
import dev.runnel.event.StreamEvent;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many streams of events at once, closed anywhere, and slow readers, leave nothing behind. */
@Timeout(120)
class EventLoadTest {
  private static final int STREAMS = 1_000;

  /** Counts the threads that runs work on: they all come from here. */
  private static final class CountedThreads {
    private final AtomicInteger working = new AtomicInteger();
    private final ExecutorService pool = Executors.newCachedThreadPool();

    RunConfig config() {
      return RunConfig.DEFAULT.withExecutor(
          task ->
              pool.execute(
                  () -> {
                    working.incrementAndGet();
                    try {
                      task.run();
                    } finally {
                      working.decrementAndGet();
                    }
                  }));
    }

    void awaitNone() throws InterruptedException {
      pool.shutdown();
      assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
      assertThat(working).hasValue(0);
    }
  }

  private static Runnel<String, Map<String, Object>, Map<String, Object>> parallelChain(
      ScriptedChatModel model) {
    Runnel<String, String, String> branch =
        RunnableLambda.<String, ChatPrompt>of("ask", ChatPrompt::of)
            .then(model)
            .pipe(Parsers.text());
    return RunnableParallel.<String>of("a", branch).and("b", branch);
  }

  @Test
  void aThousandStreamsClosedAnywhereLeaveNothingOpen() throws Exception {
    long seed = System.nanoTime();
    String[] chunks = IntStream.range(0, 20).mapToObj(String::valueOf).toArray(String[]::new);
    ScriptedChatModel model =
        ScriptedChatModel.builder().name("model").otherwise(Script.of(chunks)).build();
    Map<Integer, RecordingListener> heard = new ConcurrentHashMap<>();
    CountedThreads threads = new CountedThreads();
    ExecutorService readers = Executors.newFixedThreadPool(64);
    List<Future<?>> all = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < STREAMS; i++) {
      int number = i;
      int until = random.nextInt(160);
      all.add(
          readers.submit(
              () -> {
                RecordingListener listener = new RecordingListener();
                heard.put(number, listener);
                try (ChunkStream<StreamEvent> events =
                    parallelChain(model)
                        .withConfig(threads.config().withListeners(listener))
                        .streamEvents("hi", EventOptions.DEFAULT.withBuffer(1 + number % 7))) {
                  for (int read = 0; read < until && events.hasNext(); read++) {
                    events.next();
                  }
                }
              }));
    }
    for (Future<?> reader : all) {
      reader.get();
    }
    readers.shutdown();
    threads.awaitNone();
    assertThat(model.openRuns()).as("seed %d", seed).isZero();
    heard.forEach(
        (number, listener) -> {
          try {
            listener.assertWellFormed();
          } catch (AssertionError e) {
            throw new AssertionError("Stream " + number + " of seed " + seed, e);
          }
        });
  }

  @Test
  void aReaderThatStopsStopsTheRunAtTheBoundedBuffer() throws Exception {
    AtomicInteger given = new AtomicInteger();
    Runnel<ChatPrompt, AiMessageChunk, ?> endless = new Endless(given);
    try (ChunkStream<StreamEvent> events =
        endless.streamEvents(ChatPrompt.of("hi"), EventOptions.DEFAULT.withBuffer(16))) {
      for (int i = 0; i < 10; i++) {
        events.next();
      }
      Thread worker = Endless.worker;
      while (worker.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(given.get()).isLessThanOrEqualTo(10 + 16 + 1);
    }
  }

  @Test
  void aHundredThousandEventsThroughASlowReaderHoldMemoryFlat() {
    int total = 100_000;
    AtomicInteger given = new AtomicInteger();
    Runnel<ChatPrompt, AiMessageChunk, ?> endless = new Endless(given);
    int[] read = new int[1];
    long most = 0;
    try (ChunkStream<StreamEvent> events =
        endless.streamEvents(ChatPrompt.of("hi"), EventOptions.DEFAULT)) {
      while (read[0] < total) {
        events.next();
        read[0]++;
        most = Math.max(most, given.get() - read[0]);
        if (read[0] % 1_000 == 0) {
          Thread.yield();
        }
      }
    }
    assertThat(most).as("events between the run and its reader").isLessThan(64 + 8);
  }

  /** Each chunk is large, so that a few thousand that are held would be seen. */
  @Test
  void aHundredThousandEventsThroughASlowReaderHoldTheHeapFlat() {
    int total = 100_000;
    int size = 2_000;
    Runnel<String, byte[], byte[]> large =
        RunnableGenerator.<String, byte[], byte[]>ofStream(
                "large",
                Whole.last(),
                input -> ChunkStream.from(Stream.generate(() -> new byte[size]).iterator()))
            .pipe(
                RunnableTransform.of(
                    "copied",
                    Whole.last(),
                    chunks -> ChunkStream.from(chunks.toJavaStream().map(byte[]::clone))));
    List<Long> held = new ArrayList<>();
    try (ChunkStream<StreamEvent> events = large.streamEvents("hi")) {
      for (int read = 1; read <= total; read++) {
        events.next();
        if (read % 20_000 == 0) {
          held.add(heldBytes());
        }
      }
    }
    long aTenth = (long) total * size / 10;
    assertThat(Collections.max(held) - held.get(0)).as("growth of %s", held).isLessThan(aTenth);
  }

  private static long heldBytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  @Test
  void manySlowReadersOnFewThreadsComeToAnEnd() throws Exception {
    Semaphore slow = new Semaphore(2);
    ScriptedChatModel model =
        ScriptedChatModel.builder().otherwise(Script.of("a", "b", "c", "d")).build();
    ExecutorService readers = Executors.newFixedThreadPool(2);
    List<Future<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(
          readers.submit(
              () -> {
                int count = 0;
                try (ChunkStream<StreamEvent> events =
                    parallelChain(model).streamEvents("hi", EventOptions.DEFAULT.withBuffer(1))) {
                  while (events.hasNext()) {
                    slow.acquire();
                    events.next();
                    count++;
                    slow.release();
                  }
                }
                return count;
              }));
    }
    for (Future<Integer> reader : all) {
      assertThat(reader.get()).isEqualTo(all.get(0).get());
    }
    readers.shutdown();
  }
}
