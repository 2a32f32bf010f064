package dev.runnel.example;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Names an example and its question. */
final class ChainArguments {
  @Parameters(
      index = "0",
      paramLabel = "CHAIN",
      completionCandidates = Names.class,
      description = "One of ${COMPLETION-CANDIDATES}.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String name;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "QUESTION",
      description = "What to ask, if not the guide's question.")
  private @Nullable String question;

  /** Lists the names for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Examples.names().iterator();
    }
  }

  /** Finds the example. */
  Example<?, ?> example(CommandSpec command) {
    return example(name, command);
  }

  /**
   * Finds an example.
   *
   * @param command the command, for its errors
   */
  static Example<?, ?> example(String name, CommandSpec command) {
    return Examples.find(name)
        .orElseThrow(
            () ->
                new ParameterException(
                    command.commandLine(),
                    "Unknown chain '%s'. The chains are: %s."
                        .formatted(name, String.join(", ", Examples.names()))));
  }

  /** Returns the reader's own question; null for the guide's. */
  @Nullable String question() {
    return question;
  }
}
