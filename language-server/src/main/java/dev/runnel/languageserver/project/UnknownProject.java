package dev.runnel.languageserver.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
