package dev.runnel.example;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Holds the commands, in the order of the story: each runs one example and shows its chunks. */
@Command(
    name = "example",
    mixinStandardHelpOptions = true,
    version = "Runnel 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Tells the story of streaming chains: each command runs one and shows every chunk as it"
          + " comes.",
      "",
      "Without --model it replays LangChain's streaming guide: no key and no network are needed."
    },
    commandListHeading = "%nCommands, in the order of the story:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  example hello",
      "  example joke --pace 100",
      "  example extract",
      "  example look",
      "  example retrieve \"What does harrison like?\"",
      "  example parallel",
      "  example chat",
      "  example agent",
      "  example approve --reject Bob",
      "  example batch topics.txt --requests-per-minute 600",
      "  example events flaky",
      "  example graph route --format mermaid",
      "  example serve --port 8080",
      "  example joke bears --model openai:gpt-5-mini",
      "",
      "Chunks go to the standard output, times to the standard error. Ctrl-C cancels the run.",
      "",
      "From the project's root:",
      "  ./mvnw -q compile exec:java -pl example-app -am -Dexec.args=\"joke --pace 100\""
    })
final class Commands {
  private static final String ASK = "What to ask, if not the guide's question. Needs --model.";

  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec program;

  private Commands(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Returns the program: all commands, and how their help looks. */
  static CommandLine of(Surroundings surroundings) {
    CommandLine program = new CommandLine(new Commands(surroundings));
    program.addSubcommand(new FlakyCommand(surroundings));
    CommandSpec spec = program.getCommandSpec();
    for (String name : Examples.names()) {
      spec.addSubcommand(name, spec.removeSubcommand(name)); // to the end: picocli sorts by name
    }
    program.addSubcommand(new ChatCommand(surroundings));
    program.addSubcommand(new AgentCommand(surroundings));
    program.addSubcommand(new ApproveCommand(surroundings));
    program.addSubcommand(new BatchCommand(surroundings));
    program.addSubcommand(new EventsCommand(surroundings));
    program.addSubcommand(new LogCommand(surroundings));
    program.addSubcommand(new GraphCommand(surroundings));
    program.addSubcommand(new ServeCommand(surroundings));
    program.addSubcommand(new McpCommand(surroundings));
    layOut(program);
    program.getSubcommands().values().forEach(Commands::layOut);
    return program;
  }

  private static void layOut(CommandLine command) {
    command.setUsageHelpAutoWidth(true);
    command
        .getCommandSpec()
        .usageMessage()
        .sortOptions(false)
        .abbreviateSynopsis(true)
        .parameterListHeading("%nArguments:%n")
        .optionListHeading("%nOptions:%n");
  }

  @Command(mixinStandardHelpOptions = true, description = "A model alone: its tokens.")
  int hello(
      @Mixin ModelOptions model,
      @Parameters(arity = "0..1", paramLabel = "QUESTION", description = ASK)
          @Nullable String question) {
    return run(Examples.HELLO, model, question);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Prompt, model, text: the same through a chain.")
  int joke(
      @Mixin ModelOptions model,
      @Parameters(
              arity = "0..1",
              paramLabel = "TOPIC",
              description = "What to joke about, if not parrots. Needs --model.")
          @Nullable String topic) {
    return run(Examples.JOKE, model, topic);
  }

  @Command(mixinStandardHelpOptions = true, description = "Model, JSON: it grows line by line.")
  int countries(
      @Mixin ModelOptions model,
      @Option(names = "--patches", description = "Show what changes (RFC 6902) instead.")
          boolean patches,
      @Parameters(arity = "0..1", paramLabel = "QUESTION", description = ASK)
          @Nullable String question) {
    Example<?, ?> view = patches ? Examples.COUNTRY_PATCHES : Examples.COUNTRIES;
    return run(view, model, question);
  }

  @Command(
      name = "country-elements",
      mixinStandardHelpOptions = true,
      description = "The same as typed records, each as soon as it is complete.")
  int countryElements(
      @Mixin ModelOptions model,
      @Parameters(arity = "0..1", paramLabel = "QUESTION", description = ASK)
          @Nullable String question) {
    return run(Examples.COUNTRY_ELEMENTS, model, question);
  }

  @Command(
      name = "country-names",
      mixinStandardHelpOptions = true,
      description = "A step of your own that keeps streaming: each name, as soon as it is seen.")
  int countryNames(
      @Mixin ModelOptions model,
      @Parameters(arity = "0..1", paramLabel = "QUESTION", description = ASK)
          @Nullable String question) {
    return run(Examples.COUNTRY_NAMES, model, question);
  }

  @Command(
      name = "country-names-whole",
      mixinStandardHelpOptions = true,
      description = "The same by a step that waits for the whole: one chunk, at the end.")
  int countryNamesWhole(
      @Mixin ModelOptions model,
      @Parameters(arity = "0..1", paramLabel = "QUESTION", description = ASK)
          @Nullable String question) {
    return run(Examples.COUNTRY_NAMES_WHOLE, model, question);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Records with enums, dates and lists out of a mail, growing as they are written.")
  int extract(
      @Mixin ModelOptions model,
      @Parameters(
              arity = "0..1",
              paramLabel = "MAIL",
              description = "The mail, if not the one that the replay knows. Needs --model.")
          @Nullable String mail) {
    return run(Examples.EXTRACT, model, mail);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "A question about a picture that goes to the model with it.")
  int look(
      @Mixin ModelOptions model,
      @Parameters(
              arity = "0..1",
              paramLabel = "QUESTION",
              description = "What to ask of the picture. Needs --model.")
          @Nullable String question) {
    return run(Examples.LOOK, model, question);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "A retriever alone: it asks no model and cannot stream, so it gives one chunk.")
  int retriever(
      @Mixin ModelOptions model,
      @Parameters(
              arity = "0..1",
              paramLabel = "QUERY",
              description = "What to look for, if not the guide's query.")
          @Nullable String query) {
    return run(Examples.RETRIEVER, model, query);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Retriever, prompt, model, text: an answer from documents, streamed.")
  int retrieve(
      @Mixin ModelOptions model,
      @Parameters(
              arity = "0..1",
              paramLabel = "QUESTION",
              description =
                  "What to ask, if not the guide's question. Without --model, yours is answered"
                      + " by quoting the documents that are found.")
          @Nullable String question) {
    return run(Examples.RETRIEVE, model, question);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "A joke and a poem at the same time: on a terminal each grows in lines of its own.")
  int parallel(
      @Mixin ModelOptions model,
      @Parameters(
              arity = "0..1",
              paramLabel = "TOPIC",
              description = "What both are about, if not parrots. Needs --model.")
          @Nullable String topic) {
    Format<? super Map<String, Object>> format = Examples.PARALLEL.format();
    if (surroundings.terminal()) {
      int columns = surroundings.columns().getAsInt();
      format = new Lanes(columns, List.of("joke", "poem")).format();
    }
    return run(Examples.PARALLEL, model, topic, format);
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "A model says what is asked for; the chain for that answers, streaming.")
  int route(
      @Mixin ModelOptions model,
      @Parameters(
              arity = "0..1",
              paramLabel = "REQUEST",
              description =
                  "What to ask. Without --model: 'a joke about parrot' (the default), 'a poem"
                      + " about parrot' or 'hello. tell me something about yourself'.")
          @Nullable String request) {
    return run(Examples.ROUTE, model, request);
  }

  private <I, C> int run(Example<I, C> example, ModelOptions options, @Nullable String question) {
    return run(example, options, question, example.format());
  }

  private <I, C> int run(
      Example<I, C> example,
      ModelOptions options,
      @Nullable String question,
      Format<? super C> format) {
    CommandSpec command =
        Objects.requireNonNull(program.subcommands().get(example.name())).getCommandSpec();
    Ask<I, C> ask = Ask.of(example, options, question, surroundings, command);
    return new Screen(surroundings).show(ask.runnel().stream(ask.input()), format);
  }
}
