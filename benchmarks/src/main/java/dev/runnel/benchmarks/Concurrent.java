package dev.runnel.benchmarks;

import dev.runnel.RunnableSequence;
import io.reactivex.rxjava3.core.Flowable;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Measures the CPU time of 10,000 chains at a time, with 100 chunks each and a millisecond between
 * chunks. On JDK 21 and later, chains run on virtual threads; before, it is run with fewer chains.
 */
public final class Concurrent {
  private static final int CHUNKS = 100;
  private static final boolean VIRTUAL = Runtime.version().feature() >= 21;
  private static final int CHAINS = VIRTUAL ? 10_000 : 500;

  private Concurrent() {}

  /**
   * Starts a JVM for each engine, or is one.
   *
   * @param args which engine
   * @throws Exception if one fails
   */
  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      measure(args[0]);
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%n| %,d chains of %d chunks, 1 ms apart | seconds of CPU | seconds |%n|---|--:|--:|%n",
        CHAINS,
        CHUNKS);
    for (String engine : List.of("threads", "runnel", "reactor", "rxJava", "mutiny")) {
      System.out.println(ChildJvm.run(Concurrent.class, List.of("-Xmx2g"), engine));
    }
  }

  private static void measure(String engine) throws InterruptedException {
    List<String> text = Word.text(CHUNKS);
    run(engine, text, Math.min(CHAINS, 500));
    long cpu = cpuTime();
    long start = System.nanoTime();
    run(engine, text, CHAINS);
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f |%n",
        engine,
        (cpuTime() - cpu) / 1e9,
        (System.nanoTime() - start) / 1e9);
    if (engine.equals("mutiny")) {
      Infrastructure.getDefaultWorkerPool().shutdownNow(); // else its threads keep the JVM
    }
  }

  private static void run(String engine, List<String> text, int chains)
      throws InterruptedException {
    LongAdder received = new LongAdder();
    CountDownLatch done = new CountDownLatch(chains);
    switch (engine) {
      case "threads" -> onThreads(() -> loop(text, received), chains, done);
      case "runnel" -> {
        RunnableSequence<List<String>, Word, List<Word>> chain = new SlowRunnables().chain();
        onThreads(() -> chain.stream(text).forEach(word -> received.increment()), chains, done);
      }
      case "reactor" -> repeat(chains, () -> reactor(text, received, done));
      case "rxJava" -> repeat(chains, () -> rxJava(text, received, done));
      case "mutiny" -> repeat(chains, () -> mutiny(text, received, done));
      default -> throw new IllegalArgumentException("Unknown engine: " + engine);
    }
    if (!done.await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException(done.getCount() + " chains have not ended.");
    }
    if (received.sum() != (long) chains * CHUNKS) {
      throw new IllegalStateException(received + " chunks were received.");
    }
  }

  private static void loop(List<String> text, LongAdder received) {
    Slow.SlowIterator chunks = new Slow.SlowIterator(text.iterator());
    while (chunks.hasNext()) {
      Word word = Word.of(chunks.next()).shifted(2);
      if (!word.text().isEmpty()) {
        received.increment();
      }
    }
  }

  private static void onThreads(Runnable run, int chains, CountDownLatch done) {
    ExecutorService threads = threads();
    for (int i = 0; i < chains; i++) {
      threads.execute(
          () -> {
            run.run();
            done.countDown();
          });
    }
    threads.shutdown();
  }

  private static ExecutorService threads() {
    if (!VIRTUAL) {
      return Executors.newCachedThreadPool();
    }
    try {
      // The method exists from JDK 21 on, and this class is compiled for 17.
      @Nullable Object made =
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      if (made instanceof ExecutorService executor) {
        return executor;
      }
      throw new IllegalStateException("There are no virtual threads.");
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("There are no virtual threads.", impossible);
    }
  }

  private static void repeat(int chains, Runnable start) {
    for (int i = 0; i < chains; i++) {
      start.run();
    }
  }

  private static void reactor(List<String> text, LongAdder received, CountDownLatch done) {
    Flux.interval(Duration.ofMillis(1))
        .take(text.size())
        .onBackpressureBuffer()
        .map(tick -> Word.of(text.get(tick.intValue())))
        .map(word -> word.shifted(2))
        .subscribe(word -> received.increment(), failure -> done.countDown(), done::countDown);
  }

  @SuppressWarnings("CheckReturnValue") // what is returned would cancel it
  private static void rxJava(List<String> text, LongAdder received, CountDownLatch done) {
    Flowable.interval(1, TimeUnit.MILLISECONDS)
        .take(text.size())
        .onBackpressureBuffer()
        .map(tick -> Word.of(text.get(tick.intValue())))
        .map(word -> word.shifted(2))
        .subscribe(word -> received.increment(), failure -> done.countDown(), done::countDown);
  }

  private static void mutiny(List<String> text, LongAdder received, CountDownLatch done) {
    Multi.createFrom()
        .ticks()
        .every(Duration.ofMillis(1))
        .select()
        .first(text.size())
        .onOverflow()
        .buffer()
        .map(tick -> Word.of(text.get(tick.intValue())))
        .map(word -> word.shifted(2))
        .subscribe()
        .with(word -> received.increment(), failure -> done.countDown(), done::countDown);
  }

  private static long cpuTime() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
