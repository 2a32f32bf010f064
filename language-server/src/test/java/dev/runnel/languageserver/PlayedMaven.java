package dev.runnel.languageserver;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * What a project's {@code mvnw} runs in tests: it writes what the plugins would, and keeps with
 * which arguments it was run.
 */
final class PlayedMaven {
  private static final Path WRONG = Path.of("wrong");
  private static final Path RUNS = Path.of("runs");
  private static final Path HELD = Path.of("held");
  private static final Map<String, Path> ANSWERS =
      Map.of("-Doutput=", Path.of("effective.xml"), "-Dmdep.outputFile=", Path.of("classpath"));

  private final Path folder;

  private PlayedMaven(Path folder) {
    this.folder = folder;
  }

  /** Puts it into a project, for Windows and for all others. */
  static PlayedMaven in(Path folder) throws IOException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    String run = "\"" + java + "\" -cp \"" + classes() + "\" " + PlayedMaven.class.getName();
    Path script = folder.resolve("mvnw");
    Files.writeString(script, "#!/bin/sh\nexec " + run + " \"$@\"\n");
    // Windows has no such mark, and needs none.
    boolean unused = script.toFile().setExecutable(true);
    Files.writeString(folder.resolve("mvnw.cmd"), "@" + run + " %*\r\n");
    return new PlayedMaven(folder);
  }

  private static Path classes() {
    try {
      return Path.of(PlayedMaven.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }

  void answer(String effectivePom, String classPath) throws IOException {
    Files.writeString(folder.resolve(ANSWERS.get("-Doutput=")), effectivePom);
    Files.writeString(folder.resolve(ANSWERS.get("-Dmdep.outputFile=")), classPath);
  }

  /** Fails from now on, with this on its output. */
  void fail(byte[] output) throws IOException {
    Files.write(folder.resolve(WRONG), output);
  }

  /** Holds each run until it is released. */
  HeldMaven hold() throws IOException {
    return new HeldMaven(folder.resolve(HELD));
  }

  /** Returns the arguments of each run. */
  List<String> runs() throws IOException {
    if (!Files.exists(folder.resolve(RUNS))) {
      return List.of();
    }
    return Files.readAllLines(folder.resolve(RUNS));
  }

  /** Runs in the project's folder. */
  public static void main(String[] arguments) throws IOException {
    Files.write(
        RUNS,
        List.of(String.join(" ", arguments)),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    HeldMaven.await(HELD);
    if (Files.exists(WRONG)) {
      System.out.write(Files.readAllBytes(WRONG));
      System.exit(1);
    }
    for (String argument : arguments) {
      for (Map.Entry<String, Path> answer : ANSWERS.entrySet()) {
        if (argument.startsWith(answer.getKey())) {
          Path wanted = Path.of(argument.substring(answer.getKey().length()));
          Files.copy(answer.getValue(), wanted, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
