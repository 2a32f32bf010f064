package dev.runnel.example;

import dev.runnel.ChunkStream;
import dev.runnel.agent.Agent;
import dev.runnel.agent.AgentChunk;
import dev.runnel.agent.Decision;
import dev.runnel.agent.PausedAgent;
import dev.runnel.agent.Resumption;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets somebody approve what an agent wants to do. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = {
      "An agent that must ask before it sends a mail: it stops, and goes on from text, as another"
          + " process could.",
      "A line with ? shows a call that waits."
    })
final class ApproveCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--reject",
      paramLabel = "NAME",
      description = "Refuse mails to NAME. All others are approved.")
  private @Nullable String rejected;

  /** Where the agent has stopped; null if it has not. */
  private @Nullable String stored;

  ApproveCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    ChatModel asked = model.choose(surroundings, command, AgentReplay::inviting);
    Agent agent = Agent.of(asked, new HelperToolsToolbox(new HelperTools()).sendMail());
    int exitCode = show(agent.stream(ChatPrompt.of(AgentReplay.TASK)));
    while (exitCode == 0 && stored != null) {
      PausedAgent state = PausedAgent.fromJson(stored);
      stored = null;
      exitCode = show(agent.resuming().stream(new Resumption(state, decided(state))));
    }
    return exitCode;
  }

  private int show(ChunkStream<AgentChunk> chunks) {
    return new Screen(surroundings)
        .show(ChunkStream.from(chunks.toJavaStream().peek(this::store)), AgentReplay.FORMAT);
  }

  private void store(AgentChunk chunk) {
    if (chunk instanceof AgentChunk.Paused stop) {
      stored = stop.state().toJson();
    }
  }

  private Map<String, Decision> decided(PausedAgent state) {
    Map<String, Decision> decisions = new LinkedHashMap<>();
    for (ToolCall call : state.asked()) {
      boolean isRejected = rejected != null && call.arguments().contains("\"" + rejected + "\"");
      decisions.put(
          call.id(), isRejected ? Decision.reject("Not to " + rejected + ".") : Decision.approve());
    }
    return decisions;
  }
}
