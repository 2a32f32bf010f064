package dev.runnel.languageserver.project;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A project as somebody wrote it down: in a file {@code runnel-editor.json} in its folder, or among
 * what an editor sends when it starts the server. Paths are relative to the project's folder.
 *
 * @param root the project's folder; in a file, that of the file
 * @param sources the folders of its sources; left out, those that Maven and Gradle take by default
 * @param classPath its class path
 * @param processorPath where the processor is; left out, beside the annotations in their Maven
 *     repository, or on the class path
 * @param options options of processors
 */
public record ProjectSettings(
    @Nullable String root,
    @Nullable List<String> sources,
    @Nullable List<String> classPath,
    @Nullable List<String> processorPath,
    @Nullable List<String> options) {
  /** The name of the file. */
  public static final String FILE = "runnel-editor.json";

  private static final List<String> SOURCES = List.of("src/main/java", "src/test/java");

  private static final Gson GSON = new Gson();

  /**
   * Reads a file.
   *
   * @param file the file
   * @return the project
   * @throws ProjectException if that is no such file
   */
  public static Project read(Path file) throws ProjectException {
    try {
      ProjectSettings settings = GSON.fromJson(Files.readString(file), ProjectSettings.class);
      if (settings == null) {
        throw new ProjectException(file + " is empty. It needs a \"classPath\".");
      }
      return settings.project(file.toAbsolutePath().getParent());
    } catch (IOException | JsonParseException failure) {
      throw new ProjectException(
          file + " cannot be read: " + failure.getMessage() + " Correct or remove it.");
    }
  }

  /**
   * Returns the project.
   *
   * @param folder the folder to which paths are relative, if {@code root} is no other
   * @return the project
   * @throws ProjectException if something is missing
   */
  public Project project(@Nullable Path folder) throws ProjectException {
    if (classPath == null) {
      throw new ProjectException(
          "The settings of the project in "
              + folder
              + " have no \"classPath\". Add one, with"
              + " runnel-runtime and what else the project needs.");
    }
    check(folder, "sources", sources);
    check(folder, "classPath", classPath);
    check(folder, "processorPath", processorPath);
    check(folder, "options", options);
    try {
      Path base = base(folder);
      List<Path> classes = paths(base, classPath);
      return new Project(
          base,
          paths(base, sources == null ? SOURCES : sources),
          classes,
          processorPath == null
              ? LocalRepository.processorPath(classes)
              : paths(base, processorPath),
          options == null ? List.of() : options);
    } catch (InvalidPathException failure) {
      throw new ProjectException(
          "The settings of the project in "
              + folder
              + " have a path that is none: "
              + failure.getMessage());
    }
  }

  private static void check(@Nullable Path folder, String name, @Nullable List<String> entries)
      throws ProjectException {
    if (entries != null && entries.stream().anyMatch(Objects::isNull)) {
      throw new ProjectException(
          "The settings of the project in "
              + folder
              + " have an empty entry in \""
              + name
              + "\". Remove it, or the comma that makes it.");
    }
  }

  private Path base(@Nullable Path folder) throws ProjectException {
    if (root == null && folder == null) {
      throw new ProjectException("A project of the initialization options has no \"root\".");
    }
    Path named = root == null ? Path.of("") : Path.of(root);
    return (folder == null ? named : folder.resolve(named)).toAbsolutePath().normalize();
  }

  private static List<Path> paths(Path base, List<String> names) {
    return names.stream().map(name -> base.resolve(name).normalize()).toList();
  }

  /** Says of a project what it takes to make it again. */
  static ProjectSettings of(Project project) {
    return new ProjectSettings(
        null,
        names(project.sources()),
        names(project.classPath()),
        names(project.processorPath()),
        project.options());
  }

  private static List<String> names(List<Path> paths) {
    return paths.stream().map(Path::toString).toList();
  }
}
