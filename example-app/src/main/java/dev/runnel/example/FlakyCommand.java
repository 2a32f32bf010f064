package dev.runnel.example;

import dev.runnel.RunConfig;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how a chain gets over the failures of a model's server. */
@Command(
    name = "flaky",
    mixinStandardHelpOptions = true,
    description = {
      "A model whose server fails: it is asked again, and then another model is.",
      "A server on the loopback refuses one request and asks for a pause, refuses another, cuts off"
          + " an answer after five chunks, and then works. Each attempt is told on the standard"
          + " error."
    })
final class FlakyCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--stream",
      description =
          "Show each chunk as it comes. What was shown stays when the answer is cut off, so nothing"
              + " is tried again after that, and the error is told.")
  private boolean stream;

  @Parameters(
      arity = "0..1",
      paramLabel = "TOPIC",
      description =
          "What to joke about, if not parrots. Needs --model, which answers behind the"
              + " server.")
  private @Nullable String topic;

  FlakyCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Example<String, String> example = stream ? Examples.FLAKY_STREAM : Examples.FLAKY;
    Ask<String, String> ask = Ask.of(example, model, topic, surroundings, command);
    RunConfig config = RunConfig.DEFAULT.withListeners(new Attempts(surroundings.err()));
    return new Screen(surroundings)
        .show(ask.runnel().withConfig(config).stream(ask.input()), example.format());
  }
}
