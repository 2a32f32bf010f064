package dev.runnel.mcp.page;

import dev.runnel.TextChain;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.mcp.McpToolServer;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

// region jokes
public interface Jokes {
  @Prompt("Tell me a joke about {topic}")
  ChatPrompt ask(String topic);

  @StreamingStep
  ChatModel model();

  @Chain({"ask", "model"})
  TextChain<String> joke();

  static McpToolServer tools(ChatModel model) {
    return McpToolServer.of(
        "joke", "Tells a joke about a topic.", new JokesRunnables(model).joke());
  }
}
// endregion
