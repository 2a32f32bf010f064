package dev.runnel.editors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An editor without a window that a script drives. */
final class DrivenEditor {
  private DrivenEditor() {}

  /** Finds the program that a variable names, or else Debian's. */
  static Optional<Path> executable(String variable, String usual) {
    String named = System.getenv(variable);
    return Optional.of(Path.of(named == null ? usual : named)).filter(Files::isExecutable);
  }

  /**
   * Runs an editor, and returns what its script has seen.
   *
   * @param folder where it runs
   * @param patience how long the script waits for anything, in its own unit
   */
  static String run(Home home, Path folder, String patience, List<String> command)
      throws IOException, InterruptedException {
    return run(home, folder, patience, command, Map.of());
  }

  /** Runs an editor whose script reads more variables. */
  static String run(
      Home home, Path folder, String patience, List<String> command, Map<String, String> variables)
      throws IOException, InterruptedException {
    Path seen = home.folder().resolve("seen.json");
    Path log = home.folder().resolve("editor.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(home.environment());
    builder.environment().putAll(variables);
    builder.environment().put("SEEN", seen.toString());
    builder.environment().put("PATIENCE", patience);
    Process editor = builder.start();
    try {
      assertThat(editor.waitFor(550, TimeUnit.SECONDS)).as("the editor ends").isTrue();
      String result = Files.exists(seen) ? Files.readString(seen) : "nothing";
      assertThat(editor.exitValue()).as(result + Files.readString(log)).isZero();
      return result;
    } finally {
      editor.descendants().forEach(ProcessHandle::destroyForcibly);
      editor.destroyForcibly();
      endOthers(home);
    }
  }

  /** Ends what the editor has left behind: the commands of its servers name files of the home. */
  private static void endOthers(Home home) {
    ProcessHandle.allProcesses()
        .filter(
            each ->
                each.info().commandLine().orElse("").contains(home.folder().toAbsolutePath() + "/"))
        .forEach(
            each -> {
              each.destroyForcibly();
              each.onExit().join();
            });
  }
}
