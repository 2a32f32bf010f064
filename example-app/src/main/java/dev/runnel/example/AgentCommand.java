package dev.runnel.example;

import dev.runnel.agent.Agent;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a model call tools until it has an answer. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    description = {
      "An agent: the model searches documents and asks for the weather, side by side, and then"
          + " answers.",
      "A line with > shows a call, one with < its result."
    })
final class AgentCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Mixin private final ModelOptions model = new ModelOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "QUESTION",
      description = "What to ask, if not the usual question. Needs --model.")
  private @Nullable String question;

  AgentCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    if (question != null && !model.isReal()) {
      throw new ParameterException(
          command.commandLine(), "A QUESTION of your own needs a --model.");
    }
    ChatModel asked = model.choose(surroundings, command, AgentReplay::answering);
    HelperToolsToolbox tools = new HelperToolsToolbox(new HelperTools());
    Agent agent = Agent.of(asked, tools.search(), tools.weather());
    ChatPrompt prompt = ChatPrompt.of(question == null ? AgentReplay.QUESTION : question);
    return new Screen(surroundings).show(agent.stream(prompt), AgentReplay.FORMAT);
  }
}
