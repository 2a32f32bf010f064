package dev.runnel.editors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The real VS Code with our packed extension, in a Chromium without a window: scripts of Playwright
 * do there what an author does.
 */
final class VsCode {
  private static final Path FOLDER = Path.of("target/vscode").toAbsolutePath();
  private static final Path EXTENSION = Path.of(System.getProperty("runnel.extension"));

  private VsCode() {}

  /** Tells whether the profile has brought all that it takes, and Chromium is there. */
  static boolean isThere() {
    return Files.isDirectory(FOLDER.resolve("node_modules/code-server/lib/vscode/node_modules"))
        && Files.isRegularFile(EXTENSION)
        && DrivenEditor.executable("CHROMIUM", "/usr/bin/chromium").isPresent();
  }

  /**
   * Finds the extension for Java: the variable VSCODE_JAVA names the folder of an installed one.
   */
  static Optional<Path> javaExtension() {
    return Optional.ofNullable(System.getenv("VSCODE_JAVA"))
        .map(Path::of)
        .filter(folder -> Files.isRegularFile(folder.resolve("package.json")));
  }

  /** Furnishes a new home with the Maven that a project is built with. */
  static Home home(Path folder, Quickstart project) throws IOException {
    Home home = Home.in(folder, project);
    home.program("mvn", project.maven());
    return home;
  }

  /** Runs a script on a project, and returns what that has seen. */
  static String run(Home home, Quickstart project, String script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("node", FOLDER.resolve(script).toString(), EXTENSION.toString()));
    command.addAll(List.of(arguments));
    return DrivenEditor.run(home, project.folder(), "120000", command);
  }
}
