package dev.runnel.example;

import dev.runnel.event.EventOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows the log of an example's run, as patches. */
@Command(
    name = "log",
    mixinStandardHelpOptions = true,
    description = "The same as a log: each line is a patch (RFC 6902) of the run's state.")
final class LogCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Mixin private final ChainArguments chain = new ChainArguments();
  @Mixin private final ModelOptions model = new ModelOptions();
  @Mixin private final EventFilters filters = new EventFilters();

  LogCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return show(chain.example(command));
  }

  private <I, C> int show(Example<I, C> example) {
    Ask<I, C> ask = Ask.of(example, model, chain.question(), surroundings, command);
    EventOptions options = filters.over(EventOptions.DEFAULT);
    return new Screen(surroundings).show(ask.runnel().streamLog(ask.input(), options), Format.LOG);
  }
}
