package dev.runnel.languageserver;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A server that runs, and the two ends of it.
 *
 * @param questions takes what an editor says
 * @param answers gives what the server says
 * @param run ends with the server
 */
record RunningServer(OutputStream questions, InputStream answers, Future<?> run) {
  /** Starts one here. */
  static RunningServer here(ExecutorService threads) throws IOException {
    Pipe questions = Pipe.open();
    Pipe answers = Pipe.open();
    Future<?> run =
        threads.submit(
            () -> {
              try (OutputStream out = Channels.newOutputStream(answers.sink())) {
                Main.run(new JsonObject(), Channels.newInputStream(questions.source()), out);
              }
              return null;
            });
    return new RunningServer(
        Channels.newOutputStream(questions.sink()), Channels.newInputStream(answers.source()), run);
  }

  /** Starts one as an editor does, in a process, with options for Java. */
  static RunningServer beside(String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    Process process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
    return new RunningServer(process.getOutputStream(), process.getInputStream(), process.onExit());
  }
}
