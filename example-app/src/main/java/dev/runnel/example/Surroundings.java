package dev.runnel.example;

import dev.runnel.model.ChatModel;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/**
 * Holds what the program takes from outside, so that a test can bring its own.
 *
 * @param environment the environment variables
 * @param out takes the chunks
 * @param err takes the times and the errors
 * @param terminal whether the output is a terminal that shows colours
 * @param guideModel makes the model that replays the guide, from the mean time between two tokens
 */
record Surroundings(
    Map<String, String> environment,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    Function<Duration, ChatModel> guideModel) {

  /** Returns those of this process. */
  static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        utf8(System.out),
        utf8(System.err),
        CommandLine.Help.Ansi.AUTO.enabled(),
        GuideModel::replaying);
  }

  /** Returns a writer for help texts. */
  static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  // Models answer in any language, also where the locale knows ASCII only.
  private static PrintStream utf8(PrintStream stream) {
    boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win");
    return windows ? stream : new PrintStream(stream, false, StandardCharsets.UTF_8);
  }
}
