package dev.runnel.benchmarks;

import dev.runnel.ChunkStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures memory: whether a stream of 100,000,000 chunks runs in a heap of 64 MB, and what 10,000
 * open streams hold that each have given one chunk.
 */
public final class Memory {
  private static final int CHUNKS = 100_000_000;
  private static final int STREAMS = 10_000;

  private Memory() {}

  /**
   * Starts a small JVM for each part, or runs a part.
   *
   * @param args {@code long} or {@code idle} for a part
   * @throws Exception if a part fails
   */
  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.out.println("\n| memory | |\n|---|---|");
      System.out.println(ChildJvm.run(Memory.class, List.of("-Xmx64m"), "long"));
      System.out.println(ChildJvm.run(Memory.class, List.of("-Xmx256m"), "idle"));
    } else if (args[0].equals("long")) {
      readLongStream();
    } else {
      holdIdleStreams();
    }
  }

  private static void readLongStream() {
    long[] pushed = new long[1];
    new EndlessRunnables().chain().stream(CHUNKS).forEach(number -> pushed[0]++);
    long pulled = 0;
    try (ChunkStream<Integer> numbers = new EndlessRunnables().chain().stream(CHUNKS)) {
      while (numbers.hasNext()) {
        numbers.next();
        pulled++;
      }
    }
    if (pushed[0] != pulled) {
      throw new IllegalStateException(pushed[0] + " chunks pushed, but " + pulled + " pulled.");
    }
    System.out.printf(
        Locale.ROOT,
        "| 100,000,000 chunks pushed, then pulled, in a heap of %d MiB | %,d chunks came out |%n",
        Runtime.getRuntime().maxMemory() >> 20,
        pulled);
  }

  private static void holdIdleStreams() {
    System.out.printf(
        Locale.ROOT, "| one open, idle stream of five steps | %d bytes |%n", bytesOfIdleStream());
  }

  /** Returns what one open stream holds, beside the text that it reads. */
  static long bytesOfIdleStream() {
    PassThrough chains = new PassThroughRunnables();
    List<String> text = Word.text(10);
    List<ChunkStream<Word>> open = new ArrayList<>(STREAMS);
    open(chains, text, open, 1_000);
    open.forEach(ChunkStream::close);
    open.clear();
    long before = used();
    open(chains, text, open, STREAMS);
    long after = used();
    open.forEach(ChunkStream::close);
    return (after - before) / STREAMS;
  }

  private static void open(
      PassThrough chains, List<String> text, List<ChunkStream<Word>> open, int count) {
    for (int i = 0; i < count; i++) {
      ChunkStream<Word> stream = chains.five().stream(text);
      stream.next();
      open.add(stream);
    }
  }

  private static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      memory.gc();
      least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
    }
    return least;
  }
}
