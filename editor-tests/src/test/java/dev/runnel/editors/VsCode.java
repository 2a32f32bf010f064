package dev.runnel.editors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
   * Runs a script on a project, and returns what that has seen.
   *
   * @param folder a new folder for the home of the author
   */
  static String run(Path folder, Quickstart project, String script, String... arguments)
      throws IOException, InterruptedException {
    Home home = Home.in(folder, project);
    home.program("mvn", project.maven());
    List<String> command =
        new ArrayList<>(List.of("node", FOLDER.resolve(script).toString(), EXTENSION.toString()));
    command.addAll(List.of(arguments));
    return DrivenEditor.run(home, project.folder(), "120000", command);
  }
}
