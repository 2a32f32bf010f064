package dev.runnel.example;

import dev.runnel.RunConfig;
import dev.runnel.event.EventOptions;
import dev.runnel.event.EventSchema;
import dev.runnel.event.StreamEvent;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what happens inside an example, as it happens. */
@Command(
    name = "events",
    mixinStandardHelpOptions = true,
    description = {
      "What happens inside a chain: each event of each run, as it happens.",
      "On a terminal, events are coloured by the type of the run and indented by its depth;"
          + " elsewhere each is a line of JSON. At the end, a timeline shows when each run started,"
          + " streamed (=) and ended."
    })
final class EventsCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Mixin private final ChainArguments chain = new ChainArguments();
  @Mixin private final ModelOptions model = new ModelOptions();
  @Mixin private final EventFilters filters = new EventFilters();

  @Option(
      names = "--schema",
      paramLabel = "v1|v2",
      description = "The shape of the JSON: LangChain's first or second. Default: v2.")
  private EventSchema schema = EventSchema.V2;

  @Option(
      names = "--json",
      negatable = true,
      description = "Show JSON on a terminal too; --no-json: show readable lines everywhere.")
  private @Nullable Boolean json;

  EventsCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    return show(chain.example(command));
  }

  private <I, C> int show(Example<I, C> example) {
    Ask<I, C> ask = Ask.of(example, model, chain.question(), surroundings, command);
    EventOptions options = filters.over(EventOptions.DEFAULT.withSchema(schema));
    Timeline timeline = new Timeline(options::wants);
    RunConfig timed = RunConfig.DEFAULT.withListeners(timeline);
    return new Screen(surroundings)
        .show(
            ask.runnel().withConfig(timed).streamEvents(ask.input(), options),
            lines(),
            timeline::draw);
  }

  private Format<StreamEvent> lines() {
    boolean asJson = json == null ? !surroundings.terminal() : json;
    return asJson ? Format.EVENTS : new EventLines(surroundings.terminal()).format();
  }
}
