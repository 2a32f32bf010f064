package dev.runnel.benchmarks.flink;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** Measures what open calls hold: heap, threads, and what a savepoint writes of them. */
final class HeldCalls {
  private static final int ANSWER_MILLIS = 20_000;
  private static final int INPUT_CHARACTERS = 1_000;
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  private HeldCalls() {}

  /** Measures for some numbers of open calls, and prints a table. */
  static void main(List<Integer> opens) throws Exception {
    System.out.printf(
        "| open calls | heap of each | threads | savepoint, bytes of each | savepoint |%n"
            + "|--:|--:|--:|--:|--:|%n");
    SlowModel.takeUpTo(ANSWER_MILLIS);
    for (int open : opens) {
      measure(open);
    }
  }

  private static void measure(int open) throws Exception {
    Path folder = Files.createTempDirectory("runnel-savepoint");
    JobClient client = job(Way.PARALLELISM).executeAsync(); // what a job takes with hardly any
    awaitOpen(2, Integer.MAX_VALUE);
    long heap = heap();
    int threads = ManagementFactory.getThreadMXBean().getThreadCount();
    end(client);
    client = job(open).executeAsync();
    try {
      awaitOpen(open, open);
      long each = (heap() - heap) / open;
      int more = ManagementFactory.getThreadMXBean().getThreadCount() - threads;
      long start = System.nanoTime();
      client
          .triggerSavepoint(folder.toUri().toString(), SavepointFormatType.CANONICAL)
          .get(1, TimeUnit.MINUTES);
      long nanos = System.nanoTime() - start;
      System.out.printf(
          Locale.ROOT,
          "| %,d | %,d bytes | %,d | %,d, of which %,d are the input | %,d ms |%n",
          open,
          each,
          more,
          size(folder) / open,
          INPUT_CHARACTERS,
          nanos / 1_000_000);
    } finally {
      end(client);
      delete(folder);
    }
  }

  private static StreamExecutionEnvironment job(int open) {
    StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment();
    job.setParallelism(Way.PARALLELISM);
    DataStream<String> tickets =
        job.fromSequence(0, Long.MAX_VALUE - 1).map(HeldCalls::ticket).returns(String.class);
    Way.RUNNEL.answers(tickets, open / Way.PARALLELISM).sinkTo(new DiscardingSink<>());
    return job;
  }

  private static String ticket(long number) {
    String text = "ticket " + number;
    return text + "x".repeat(INPUT_CHARACTERS - text.length());
  }

  private static void awaitOpen(int least, int most) {
    for (int open = SlowModel.open(); open < least || open > most; open = SlowModel.open()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void end(JobClient client) throws Exception {
    client.cancel().get(1, TimeUnit.MINUTES);
    awaitOpen(0, 0);
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return MEMORY.getHeapMemoryUsage().getUsed();
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
