package dev.runnel.benchmarks.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A process that is spoken to by lines, and answers each by a number. */
record Child(Process process, BufferedReader out, PrintStream in) implements AutoCloseable {
  static Child start(Class<?> main, String heap, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new Child(
        process,
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)),
        new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8));
  }

  long number() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new IOException("The process " + process.info().command() + " has ended.");
    }
    return Long.parseLong(line);
  }

  long ask(String what) throws IOException {
    in.println(what);
    return number();
  }

  @Override
  public void close() {
    in.close();
    process.destroy();
  }
}
