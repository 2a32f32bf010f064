package dev.runnel.languageserver.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Says what an author can do where nothing tells how a file is compiled. */
final class UnknownProject {
  private static final List<String> GRADLE =
      List.of("build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts");

  private UnknownProject() {}

  /** Says it of a file; the same of all files of a project. */
  static ProjectException of(Path file) {
    for (Path at = file.getParent(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("pom.xml"))) {
        return new ProjectException(
            unknown(at)
                + "Maven is not asked, since the settings say so. Change that, or write the class"
                + " path into "
                + at.resolve(ProjectSettings.FILE)
                + ".");
      }
      if (isGradle(at)) {
        return new ProjectException(
            unknown(at)
                + "Gradle writes it into "
                + at.resolve(ProjectSettings.FILE)
                + " by the task runnelEditor of docs/ide.md: add that to the build, and run it.");
      }
    }
    Path folder = folder(file.resolveSibling(""));
    return new ProjectException(
        unknown(folder)
            + "There is no pom.xml in this folder, nor in one above it. Write the class path into "
            + folder.resolve(ProjectSettings.FILE)
            + ".");
  }

  /**
   * Says it where the Java server is asked.
   *
   * @param sources a folder with sources of the project
   * @param failure why there is no answer; null if the server has answered that it does not know
   */
  static ProjectException ofJavaServer(Path sources, @Nullable Throwable failure) {
    return new ProjectException(
        "The Java server does not know the class path of "
            + folder(sources)
            + "."
            + (failure == null ? "" : " It says: " + sentence(failure))
            + " It is asked again when you type. If that does not help, write the class path into a"
            + " file "
            + ProjectSettings.FILE
            + " there.");
  }

  private static String sentence(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = String.valueOf(cause.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  /** Tells whether Gradle builds what is in a folder. */
  static boolean isGradle(Path folder) {
    return GRADLE.stream().map(folder::resolve).anyMatch(Files::isRegularFile);
  }

  private static String unknown(Path folder) {
    return "Runnel does not know the class path of " + folder + ". ";
  }

  /** Returns the folder of the project to which a folder with sources seems to belong. */
  static Path folder(Path sources) {
    for (Path at = sources; at != null; at = at.getParent()) {
      if (at.endsWith("src") && at.getParent() != null) {
        return at.getParent();
      }
    }
    return sources;
  }
}
