package dev.runnel.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for sources and classes, which are deleted when the tests' JVM ends. */
public final class Scratch {
  private static final Path ROOT = root();

  private Scratch() {}

  private static Path root() {
    try {
      Path root = Files.createTempDirectory("runnel-processor");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root), "scratch-deleter"));
      return root;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Makes an empty folder. */
  public static Path folder() {
    try {
      return Files.createTempDirectory(ROOT, "compiled");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
