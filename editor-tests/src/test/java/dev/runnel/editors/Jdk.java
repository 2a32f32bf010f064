package dev.runnel.editors;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** The JDK that Eclipse's Java server runs on: it needs a newer one than Runnel. */
final class Jdk {
  private static final int NEEDED = 21;

  private Jdk() {}

  /**
   * Returns the home of the JDK that the variable SERVERS_JDK names, or else of the newest one
   * beside that which runs the tests.
   */
  static Path newest() throws IOException {
    Path running = Path.of(System.getProperty("java.home")).toRealPath();
    String named = System.getenv("SERVERS_JDK");
    Path newest = named == null ? newestBeside(running) : Path.of(named);
    if (feature(newest) < NEEDED) {
      throw new IllegalStateException(
          "Eclipse's Java server needs a JDK of "
              + NEEDED
              + " or later. The newest one beside "
              + running
              + ", or that which the variable SERVERS_JDK names, is "
              + newest
              + ": install a newer one there, or name one.");
    }
    return newest;
  }

  private static Path newestBeside(Path running) throws IOException {
    try (Stream<Path> siblings = Files.list(running.resolveSibling(""))) {
      return Stream.concat(Stream.of(running), siblings)
          .filter(home -> Files.isExecutable(home.resolve("bin/javac")))
          .max(Comparator.comparingInt(Jdk::feature))
          .orElseThrow();
    }
  }

  private static int feature(Path home) {
    return version(home.resolve("release"))
        .map(version -> Integer.parseInt(version.replaceFirst("[^0-9].*", "")))
        .orElse(0);
  }

  private static Optional<String> version(Path release) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException failure) {
      return Optional.empty();
    }
    return Optional.ofNullable(properties.getProperty("JAVA_VERSION"))
        .map(version -> version.replace("\"", ""));
  }
}
