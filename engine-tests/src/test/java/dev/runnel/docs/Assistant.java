package dev.runnel.docs;

import dev.runnel.TextChain;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

// region agent
public interface Assistant {
  @Prompt("{question}")
  ChatPrompt ask(String question);

  @StreamingStep
  @Agent(
      tools = {"weather", "time"},
      maxTurns = 5)
  ChatModel model();

  /** Tells the weather in a city. */
  @Tool
  default String weather(String city) {
    return "Rain in " + city;
  }

  /** Tells the time in a city. */
  @Tool
  default String time(String city) {
    return "Noon in " + city;
  }

  @Chain({"ask", "model"})
  TextChain<String> answer();
}
// endregion
