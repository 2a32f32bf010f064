package dev.runnel.editors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A terminal of tmux in which a program runs, for a keyboard that is played. */
final class Terminal implements AutoCloseable {
  static final int COLUMNS = 110;
  static final int ROWS = 30;
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

  private final Path socket;
  private final Map<String, String> environment;

  private Terminal(Path socket, Map<String, String> environment) {
    this.socket = socket;
    this.environment = environment;
  }

  /** Starts a program. */
  static Terminal run(Path socket, Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Terminal terminal = new Terminal(socket, environment);
    List<String> words =
        new ArrayList<>(
            List.of(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "" + COLUMNS,
                "-y",
                "" + ROWS,
                "-c",
                folder.toString()));
    words.addAll(List.of(command));
    terminal.tmux(words);
    terminal.tmux(List.of("set-option", "-g", "status", "off"));
    return terminal;
  }

  /** Presses keys, by the names that tmux has for them; others are typed as they are. */
  void press(String... keys) throws IOException, InterruptedException {
    for (String key : keys) {
      tmux(List.of("send-keys", key));
    }
  }

  /** Waits until a text is on the screen, and returns the screen with its colours. */
  String await(String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE;
    while (!tmux(List.of("capture-pane", "-p")).contains(text)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            "This is not on the screen: " + text + "\n" + tmux(List.of("capture-pane", "-p")));
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    return tmux(List.of("capture-pane", "-p", "-e"));
  }

  private String tmux(List<String> words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process tmux = builder.start();
    String output = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (tmux.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    tmux(List.of("kill-server"));
  }
}
