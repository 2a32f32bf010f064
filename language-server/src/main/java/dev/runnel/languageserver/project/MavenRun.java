package dev.runnel.languageserver.project;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs Maven once, and waits for it. */
final class MavenRun {
  private static final long MINUTES = 10;
  private static final int LINES = 8;
  private static final int BYTES = 8192;

  private final MavenSettings settings;
  private final Path folder;

  MavenRun(MavenSettings settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * Runs it.
   *
   * @param log takes what it prints
   * @param arguments its arguments
   * @throws IOException if it fails, with what it printed last
   * @throws InterruptedException if this thread is interrupted; then it is ended
   */
  void run(Path log, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(executable(), "-B", "-q"));
    if (settings.isOffline()) {
      command.add("-o");
    }
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IOException("Maven has not ended after " + MINUTES + " minutes.");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    if (process.exitValue() != 0) {
      throw new IOException(first(log));
    }
  }

  /**
   * Returns the first lines: Maven says first what is wrong, and then where to read more. It need
   * not write UTF-8.
   */
  private static String first(Path log) throws IOException {
    try (InputStream in = Files.newInputStream(log)) {
      return new String(in.readNBytes(BYTES), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .limit(LINES)
          .collect(Collectors.joining("\n"));
    }
  }

  private String executable() {
    if (settings.executable() != null) {
      return settings.executable();
    }
    boolean isWindows = File.separatorChar == '\\';
    String wrapper = isWindows ? "mvnw.cmd" : "mvnw";
    for (Path at = folder; at != null; at = at.getParent()) {
      Path script = at.resolve(wrapper);
      if (Files.isRegularFile(script) && (isWindows || Files.isExecutable(script))) {
        return script.toString();
      }
    }
    return isWindows ? "mvn.cmd" : "mvn";
  }
}
