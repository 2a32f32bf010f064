package dev.runnel.example;

import dev.runnel.model.ChatModel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/**
 * Holds what the program takes from outside, so that a test can bring its own.
 *
 * @param environment the environment variables
 * @param in gives what the user says
 * @param out takes the chunks
 * @param err takes the times and the errors
 * @param terminal whether the output is a terminal that shows colours
 * @param columns tells how wide the terminal is; asked where there is one
 * @param browser shows a page to the user
 * @param guideModel makes the model that replays the guide, from the mean time between two tokens
 */
record Surroundings(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    IntSupplier columns,
    Consumer<URI> browser,
    Function<Duration, ChatModel> guideModel) {

  private static final int USUAL_WIDTH = 80;

  /** Returns those of this process. */
  static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        System.in,
        utf8(System.out),
        utf8(System.err),
        CommandLine.Help.Ansi.AUTO.enabled(),
        Surroundings::terminalWidth,
        Browser::show,
        GuideModel::replaying);
  }

  private static int terminalWidth() {
    ProcessBuilder stty = new ProcessBuilder("stty", "size");
    stty.redirectInput(new File("/dev/tty")).redirectError(ProcessBuilder.Redirect.DISCARD);
    try (InputStream answer = stty.start().getInputStream()) {
      String size = new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip();
      return size.matches("\\d+ [1-9]\\d{0,4}")
          ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
          : USUAL_WIDTH;
    } catch (IOException noSuchProgram) {
      return USUAL_WIDTH;
    }
  }

  /** Returns a writer for help texts. */
  static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  // Models answer in any language, also where the locale knows ASCII only.
  private static PrintStream utf8(PrintStream stream) {
    boolean windows = System.getProperty("os.name", "").startsWith("Windows");
    return windows ? stream : new PrintStream(stream, false, StandardCharsets.UTF_8);
  }
}
