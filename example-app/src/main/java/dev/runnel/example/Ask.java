package dev.runnel.example;

import dev.runnel.Runnel;
import dev.runnel.model.ChatModel;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What a command line asks for: an example over the chosen model, and the input of its run.
 *
 * @param runnel the runnel
 * @param input its input
 * @param <I> its input
 * @param <C> its chunks
 */
record Ask<I, C>(Runnel<I, C, ?> runnel, I input) {
  /**
   * Checks the arguments.
   *
   * @param example the example
   * @param options chooses the model
   * @param question the reader's own question; null for the guide's
   * @param command the command, for its errors
   */
  static <I, C> Ask<I, C> of(
      Example<I, C> example,
      ModelOptions options,
      @Nullable String question,
      Surroundings surroundings,
      CommandSpec command) {
    ChatModel model = options.choose(surroundings, command);
    if (question != null && question.isBlank()) {
      throw new ParameterException(command.commandLine(), "The question is blank.");
    }
    String asked = question == null ? example.question() : question;
    if (!options.isReal() && !example.answers().test(asked)) {
      throw new ParameterException(
          command.commandLine(),
          "The replay answers the guide's questions only. To ask '%s', choose a model: %s"
              .formatted(asked, "--model openai:NAME or --model anthropic:NAME."));
    }
    return new Ask<>(example.runnel().apply(model), example.input().apply(asked));
  }
}
