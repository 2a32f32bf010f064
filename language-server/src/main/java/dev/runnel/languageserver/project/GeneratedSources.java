package dev.runnel.languageserver.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what processors have written where builds and editors let them. */
public final class GeneratedSources {
  /** Of Maven, Gradle, and Eclipse; the last also of its Java server. */
  private static final List<String> FOLDERS =
      List.of(
          "target/generated-sources",
          "target/generated-test-sources",
          "build/generated",
          "bin/generated-sources",
          "bin/generated-test-sources",
          ".apt_generated",
          ".apt_generated_tests");

  private GeneratedSources() {}

  /**
   * Finds the newest file of a class.
   *
   * @param project where it belongs
   * @param className its qualified name
   * @return empty if it was not generated yet
   */
  public static Optional<Path> find(Project project, String className) {
    Path file = Path.of(className.replace('.', '/') + ".java");
    Stream<Path> folders = FOLDERS.stream().map(project.root()::resolve);
    return Stream.concat(folders, project.sources().stream())
        .flatMap(folder -> filesIn(folder, file).stream())
        .max(Comparator.comparing(GeneratedSources::lastWritten));
  }

  private static List<Path> filesIn(Path folder, Path file) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(each -> each.endsWith(file)).toList();
    } catch (IOException | UncheckedIOException beingWritten) {
      return List.of();
    }
  }

  private static FileTime lastWritten(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException gone) {
      return FileTime.fromMillis(0);
    }
  }
}
