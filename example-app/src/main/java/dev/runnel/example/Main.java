package dev.runnel.example;

import java.io.PrintStream;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts the command-line program. */
public final class Main {
  /** Says that something in the arguments is wrong; nothing was run. */
  static final int BAD_ARGUMENTS = 2;

  // Lucene tells about optional parts of the JDK that are not there. Held, so that it stays quiet.
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  private Main() {}

  /**
   * Runs one command and ends the process with its exit code, if that is not 0.
   *
   * @param args the command and its arguments; none for the help
   */
  public static void main(String[] args) {
    LUCENE.setLevel(Level.SEVERE);
    int exitCode = run(Surroundings.ofProcess(), args);
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  /** Runs one command and returns its exit code. */
  static int run(Surroundings surroundings, String... args) {
    PrintStream err = surroundings.err();
    CommandLine program = Commands.of(surroundings);
    program.setOut(Surroundings.writer(surroundings.out()));
    program.setErr(Surroundings.writer(err));
    program.setCaseInsensitiveEnumValuesAllowed(true);
    program.setParameterExceptionHandler(
        (problem, arguments) -> told(err, oneLine(problem), BAD_ARGUMENTS));
    program.setExecutionExceptionHandler(
        (failure, command, arguments) ->
            told(err, "Failed: " + Problem.of(failure), Screen.FAILED));
    return program.execute(args.length == 0 ? new String[] {"--help"} : args);
  }

  private static int told(PrintStream err, String line, int exitCode) {
    err.print(line + "\n");
    err.flush();
    return exitCode;
  }

  private static String oneLine(ParameterException problem) {
    CommandLine command = problem.getCommandLine();
    String message =
        String.valueOf(problem.getMessage()).lines().findFirst().orElse("Bad arguments.");
    if (problem instanceof UnmatchedArgumentException unmatched) {
      message = unmatched(unmatched, command);
    }
    String help = command.getCommandSpec().qualifiedName() + " --help";
    return "%s See '%s'.".formatted(message.matches(".*[.?]") ? message : message + ".", help);
  }

  private static String unmatched(UnmatchedArgumentException problem, CommandLine command) {
    String argument = problem.getUnmatched().get(0);
    Map<String, CommandLine> commands = command.getSubcommands();
    String what =
        problem.isUnknownOption() ? "option" : commands.isEmpty() ? "argument" : "command";
    String message = "Unknown %s '%s'.".formatted(what, argument);
    if (what.equals("command")) {
      return message + " The commands are: " + String.join(", ", commands.keySet()) + ".";
    }
    if (what.equals("argument")) {
      return message + " Put a question of several words in quotes.";
    }
    return message;
  }
}
