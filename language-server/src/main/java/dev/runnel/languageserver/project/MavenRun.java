package dev.runnel.languageserver.project;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs Maven once, and waits for it. */
final class MavenRun {
  private static final long MINUTES = 10;
  private static final long SECONDS = 3;
  private static final int LINES = 8;
  private static final int BYTES = 8192;
  private static final String ERROR = "[ERROR]";
  private static final String READ_MORE = "To see the full stack trace of the errors";
  private static final Pattern COLOR_OR_HELP =
      Pattern.compile("\\x1b\\[[\\d;]*m|\\s*-> \\[Help \\d+\\]");

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
   * @param watched can end it
   * @throws IOException if it fails, with what it printed first
   * @throws ProjectException if it cannot be started
   * @throws CancellationException if it was ended
   * @throws InterruptedException if this thread is interrupted; then it is ended
   */
  void run(Path log, List<String> arguments, WatchedWork watched)
      throws IOException, ProjectException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(executable(), "-B", "-q"));
    if (settings.isOffline()) {
      command.add("-o");
    }
    command.addAll(arguments);
    watched.check();
    Process process = start(command, log);
    try {
      watched.endBy(() -> processes(process).forEach(ProcessHandle::destroy));
      process.getOutputStream().close();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        throw new IOException("Maven has not ended after " + MINUTES + " minutes.");
      }
    } finally {
      watched.paused();
      end(process);
    }
    watched.check();
    if (process.exitValue() != 0) {
      String said = first(log);
      throw new IOException(
          said.isEmpty() ? "it ended with " + process.exitValue() + ", and said nothing." : said);
    }
  }

  private Process start(List<String> command, Path log) throws ProjectException {
    try {
      return new ProcessBuilder(command)
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException failure) {
      throw new ProjectException(
          "Maven cannot be started, and Runnel asks it for the class path of "
              + folder
              + ": "
              + failure.getMessage()
              + "\nPut Maven on the path, name it in the setting maven.executable, or write the"
              + " class path into "
              + folder.resolve(ProjectSettings.FILE)
              + ". Then start the server anew.");
    }
  }

  /** Ends Maven and what it has started, and waits for that: they write where it was told to. */
  private static void end(Process process) {
    List<ProcessHandle> all = processes(process);
    all.forEach(ProcessHandle::destroy);
    CompletableFuture<?>[] ends =
        all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).completeOnTimeout(null, SECONDS, TimeUnit.SECONDS).join();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  private static List<ProcessHandle> processes(Process process) {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
  }

  /**
   * Returns the first lines of Maven's errors: it says first what is wrong, and then where to read
   * more. The Java that runs it may have warned of Maven itself before. Where it names no error,
   * these are the first lines of all. It need not write UTF-8.
   */
  private static String first(Path log) throws IOException {
    try (InputStream in = Files.newInputStream(log)) {
      List<String> lines =
          new String(in.readNBytes(BYTES), StandardCharsets.UTF_8)
              .lines()
              .takeWhile(line -> !line.contains(READ_MORE))
              .map(line -> COLOR_OR_HELP.matcher(line).replaceAll(""))
              .filter(line -> !line.isBlank() && !line.strip().equals(ERROR))
              .toList();
      int start =
          IntStream.range(0, lines.size())
              .filter(line -> lines.get(line).startsWith(ERROR))
              .findFirst()
              .orElse(0);
      return lines.stream().skip(start).limit(LINES).collect(Collectors.joining("\n"));
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
