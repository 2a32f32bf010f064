package dev.runnel.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What may be left in this process when all clients have gone. */
final class Leftovers {
  private Leftovers() {}

  /** Counts the open sockets of this process, where the system tells. */
  static long sockets() {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> links = Files.list(descriptors)) {
      return links.filter(Leftovers::isSocket).count();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isSocket(Path link) {
    try {
      return Files.readSymbolicLink(link).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  /** The threads, but for this one, that are inside our code. */
  static List<String> working() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey() != Thread.currentThread())
        .filter(Leftovers::isOurs)
        .map(thread -> thread.getKey().getName())
        .toList();
  }

  private static boolean isOurs(Map.Entry<Thread, StackTraceElement[]> thread) {
    return Stream.of(thread.getValue())
        .anyMatch(frame -> frame.getClassName().startsWith("dev.runnel."));
  }
}
