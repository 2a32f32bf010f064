package dev.runnel.languageserver.project;

import java.nio.file.Path;
import java.util.List;

/**
 * What it takes to compile a file of a project.
 *
 * @param root the project's folder
 * @param sources the folders of its sources
 * @param classPath its class path, with the folders that it is compiled to
 * @param processorPath where Runnel's processor is
 * @param options options of processors, such as {@code -Arunnel.componentModel=spring}
 */
public record Project(
    Path root,
    List<Path> sources,
    List<Path> classPath,
    List<Path> processorPath,
    List<String> options) {
  /** Copies the lists. */
  public Project {
    sources = List.copyOf(sources);
    classPath = List.copyOf(classPath);
    processorPath = List.copyOf(processorPath);
    options = List.copyOf(options);
  }

  /** Tells whether a file is one of its sources. */
  public boolean contains(Path file) {
    return sources.stream().anyMatch(file::startsWith);
  }

  /** Takes another class path. */
  public Project withClassPath(List<Path> other) {
    return new Project(root, sources, other, processorPath, options);
  }
}
