package dev.runnel.languageserver.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the processor of a project that only says its class path: the one of the same version as
 * the annotations, where both lie in a Maven repository.
 */
final class LocalRepository {
  private static final String ANNOTATIONS = "runnel-annotations";
  private static final String PROCESSOR = "runnel-processor";

  private LocalRepository() {}

  /** Returns a path with the processor; the class path itself if there is no other. */
  static List<Path> processorPath(List<Path> classPath) {
    return classPath.stream()
        .filter(jar -> jar.getFileName() != null)
        .filter(jar -> jar.getFileName().toString().startsWith(ANNOTATIONS + "-"))
        .map(jar -> besideAnnotations(classPath, jar))
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(classPath);
  }

  private static Optional<List<Path>> besideAnnotations(List<Path> classPath, Path annotations) {
    // REPOSITORY/dev/runnel/runnel-annotations/VERSION/runnel-annotations-VERSION.jar
    int depth = annotations.getNameCount();
    Path root = annotations.getRoot();
    if (depth < 6 || root == null) {
      return Optional.empty();
    }
    Path repository = root.resolve(annotations.subpath(0, depth - 5));
    Path version = annotations.getName(depth - 2);
    Path processor =
        repository
            .resolve("dev/runnel")
            .resolve(PROCESSOR)
            .resolve(version)
            .resolve(PROCESSOR + "-" + version + ".jar");
    Optional<Path> writer = newestJar(repository.resolve("com/palantir/javapoet/javapoet"));
    if (!Files.isRegularFile(processor) || writer.isEmpty()) {
      return Optional.empty();
    }
    List<Path> path = new ArrayList<>(List.of(processor, writer.get()));
    path.addAll(classPath);
    return Optional.of(path);
  }

  private static Optional<Path> newestJar(Path artifact) {
    if (!Files.isDirectory(artifact)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(artifact, 2)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .filter(file -> !file.toString().endsWith("-sources.jar"))
          .max(Comparator.naturalOrder());
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
