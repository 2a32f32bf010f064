package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.BatchOptions;
import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.TimeoutPolicy;
import dev.runnel.event.RunListener;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Drops what a run's caller holds, for each form and each way of running, and collects the garbage:
 * nothing that the engine keeps may reach it, neither directly nor by a thread that has read it.
 */
@Timeout(20)
class DroppedRunsTest {
  private static final int MANY = 1_000;
  private static final int EVENTS_TO_THE_FIRST_CHUNK = 6;
  private static final long PAUSE_NANOS = 2_000_000;

  /** A way to begin to read a run, and to drop it after its first chunk. */
  private enum Way {
    ITERATOR {
      @Override
      Object begin(Runnel<Integer, String, List<String>> runnel) {
        return begun(runnel.stream(MANY));
      }
    },
    JDK_STREAM {
      @Override
      Object begin(Runnel<Integer, String, List<String>> runnel) {
        var chunks = runnel.stream(MANY).toJavaStream().iterator();
        chunks.next();
        return chunks;
      }
    },
    LIMITED {
      @Override
      Object begin(Runnel<Integer, String, List<String>> runnel) {
        return begun(runnel.stream(MANY).limit(3));
      }
    },
    LISTENED {
      @Override
      Object begin(Runnel<Integer, String, List<String>> runnel) {
        return begun(runnel.withListeners(new RunListener() {}).stream(MANY));
      }
    },
    TIMED {
      @Override
      Object begin(Runnel<Integer, String, List<String>> runnel) {
        TimeoutPolicy limits =
            TimeoutPolicy.ofTotal(Duration.ofHours(1)).withBetweenChunks(Duration.ofHours(1));
        return begun(runnel.withTimeout(limits).stream(MANY));
      }
    },
    RETRIED {
      @Override
      Object begin(Runnel<Integer, String, List<String>> runnel) {
        return begun(runnel.withRetry(dev.runnel.RetryPolicy.DEFAULT).stream(MANY));
      }
    },
    EVENTS {
      @Override
      Object begin(Runnel<Integer, String, List<String>> runnel) {
        return begun(runnel.streamEvents(MANY), EVENTS_TO_THE_FIRST_CHUNK);
      }
    },
    LOG {
      @Override
      Object begin(Runnel<Integer, String, List<String>> runnel) {
        return begun(runnel.streamLog(MANY), EVENTS_TO_THE_FIRST_CHUNK);
      }
    },
    BATCH {
      @Override
      Object begin(Runnel<Integer, String, List<String>> runnel) {
        List<Integer> inputs = Collections.nCopies(MANY, 3);
        return begun(runnel.batchAsCompleted(inputs, BatchOptions.ofMaxConcurrency(2)));
      }
    },
    PUBLISHED {
      @Override
      Object begin(Runnel<Integer, String, List<String>> runnel) throws InterruptedException {
        OneChunk reader = new OneChunk();
        runnel.publish(MANY).subscribe(reader);
        reader.got.await();
        return reader;
      }
    };

    abstract Object begin(Runnel<Integer, String, List<String>> runnel) throws Exception;

    private static <C> ChunkStream<C> begun(ChunkStream<C> chunks) {
      return begun(chunks, 1);
    }

    private static <C> ChunkStream<C> begun(ChunkStream<C> chunks, int count) {
      for (int i = 0; i < count; i++) {
        chunks.next();
      }
      return chunks;
    }
  }

  /** Asks for one chunk, and never again. */
  private static final class OneChunk implements Flow.Subscriber<String> {
    final CountDownLatch got = new CountDownLatch(1);
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription to) {
      subscription = to;
      subscription.request(1);
    }

    @Override
    public void onNext(String chunk) {
      got.countDown();
    }

    @Override
    public void onError(Throwable failure) {
      got.countDown();
    }

    @Override
    public void onComplete() {
      got.countDown();
    }
  }

  private static List<Arguments> formsAndWays() {
    List<Arguments> all = new ArrayList<>();
    for (Form form : Form.values()) {
      for (Way way : Way.values()) {
        all.add(Arguments.of(form, way));
      }
    }
    return all;
  }

  private static void collectUntil(String what, BooleanSupplier isDone) {
    while (!isDone.getAsBoolean()) {
      System.gc();
      LockSupport.parkNanos(PAUSE_NANOS);
      assertThat(Thread.interrupted()).as("the time is over, and still %s", what).isFalse();
    }
  }

  /** Begins on a thread of its own, which is dropped with what it has read. */
  private static WeakReference<Object> beginAndDrop(
      Way way, Runnel<Integer, String, List<String>> runnel) throws Exception {
    CompletableFuture<WeakReference<Object>> dropped = new CompletableFuture<>();
    Thread reader =
        new Thread(
            new Runnable() {
              private Object begun; // a thread may hold its task, and the task what it has read

              @Override
              public void run() {
                try {
                  begun = way.begin(runnel);
                  dropped.complete(new WeakReference<>(begun));
                } catch (Throwable failure) {
                  dropped.completeExceptionally(failure);
                }
              }
            });
    reader.start();
    reader.join();
    return dropped.get();
  }

  @ParameterizedTest
  @MethodSource("formsAndWays")
  void whatIsDroppedWithTheThreadThatReadItIsCancelled(Form form, Way way) throws Exception {
    Steps steps = new Steps();
    WeakReference<Object> dropped = beginAndDrop(way, form.of(steps));
    collectUntil("something holds the stream", () -> dropped.get() == null);
    collectUntil("a source is open", () -> steps.open() == 0);
  }

  /** A way to run to the end. */
  private enum Whole {
    FOR_EACH {
      @Override
      Object run(Runnel<Integer, String, List<String>> runnel) {
        ChunkStream<String> chunks = runnel.stream(3);
        chunks.forEach(chunk -> {});
        return chunks;
      }
    },
    INVOKE {
      @Override
      Object run(Runnel<Integer, String, List<String>> runnel) {
        return runnel.invoke(3);
      }
    },
    INVOKE_ASYNC {
      @Override
      Object run(Runnel<Integer, String, List<String>> runnel) {
        CompletableFuture<List<String>> whole = runnel.invokeAsync(3);
        whole.join();
        return whole;
      }
    },
    BATCH {
      @Override
      Object run(Runnel<Integer, String, List<String>> runnel) {
        return runnel.batch(List.of(1, 2, 3));
      }
    },
    CLOSED {
      @Override
      Object run(Runnel<Integer, String, List<String>> runnel) {
        ChunkStream<String> chunks = runnel.stream(3);
        chunks.next();
        chunks.close();
        return chunks;
      }
    };

    abstract Object run(Runnel<Integer, String, List<String>> runnel);
  }

  @ParameterizedTest
  @EnumSource
  void whoKeepsTheContextOfARunThatIsOverKeepsNoThreadOfIt(Whole way) throws Exception {
    Queue<RunContext> kept = new ConcurrentLinkedQueue<>();
    Queue<WeakReference<Object>> dropped = new ConcurrentLinkedQueue<>();
    Steps steps =
        new Steps() {
          @Override
          String label(int number) {
            kept.add(RunContext.current());
            dropped.add(new WeakReference<>(Thread.currentThread()));
            return "n" + number;
          }
        };
    // The executor's threads end with their task.
    RunConfig config =
        RunConfig.DEFAULT
            .withExecutor(task -> new Thread(task).start())
            .withListeners(new RunListener() {});
    Runnel<Integer, String, List<String>> runnel = Form.PULLED.of(steps).withConfig(config);
    Thread caller = new Thread(() -> dropped.add(new WeakReference<>(way.run(runnel))));
    caller.start();
    caller.join();
    caller = null;
    assertThat(dropped).hasSizeGreaterThan(1);
    collectUntil(
        "something holds a thread or a stream",
        () -> dropped.stream().allMatch(reference -> reference.get() == null));
    assertThat(kept).isNotEmpty();
  }
}
