package dev.runnel.example.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a job has written into a folder. */
final class Written {
  private Written() {}

  /** Returns the lines of all finished files, sorted. */
  static List<String> in(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Written::isFinished).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines.stream().sorted().toList();
  }

  private static boolean isFinished(Path file) {
    return Files.isRegularFile(file) && file.getFileName().toString().startsWith("part-");
  }
}
