package dev.runnel.example;

import dev.runnel.example.chains.JokesRunnables;
import dev.runnel.mcp.McpToolServer;
import dev.runnel.serve.ServeOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Offers the joke to the client that has started this process, until that leaves. */
@Command(
    name = "mcp",
    mixinStandardHelpOptions = true,
    description = "The joke as a tool of an MCP server, for the client that starts this command.")
final class McpCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Mixin
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private ModelOptions model;

  McpCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    McpToolServer.of(
            "joke",
            "Tells a joke about a topic.",
            new JokesRunnables(model.choose(surroundings, command)).joke())
        .serve(surroundings.in(), surroundings.out(), ServeOptions.DEFAULT);
    return 0;
  }
}
