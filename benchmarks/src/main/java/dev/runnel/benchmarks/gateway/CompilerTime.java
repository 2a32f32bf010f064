package dev.runnel.benchmarks.gateway;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The CPU time that this JVM has taken to compile. A gateway compiles for half a minute and longer,
 * and the more code it has the longer: that is no cost of a chunk.
 */
final class CompilerTime {
  private static final Path THREADS = Path.of("/proc/self/task");
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final long TICK = TimeUnit.MILLISECONDS.toNanos(10);

  private CompilerTime() {}

  /** Returns the nanoseconds; 0 where the system does not tell of threads as Linux does. */
  static long nanos() throws IOException {
    long ticks = 0;
    if (Files.exists(THREADS)) {
      try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
        for (Path thread : threads) {
          ticks += ticks(thread.resolve("stat"));
        }
      }
    }
    return ticks * TICK;
  }

  private static long ticks(Path thread) throws IOException {
    String stat;
    try {
      stat = Files.readString(thread);
    } catch (NoSuchFileException ended) {
      return 0;
    }
    int name = stat.indexOf('(') + 1;
    if (!stat.startsWith("C1 Comp", name) && !stat.startsWith("C2 Comp", name)) {
      return 0;
    }
    String[] behind = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(behind[USER]) + Long.parseLong(behind[SYSTEM]);
  }
}
