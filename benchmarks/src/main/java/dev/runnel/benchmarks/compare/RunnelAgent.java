package dev.runnel.benchmarks.compare;

import dev.runnel.TextChain;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

/** An agent of two tools with Runnel; it streams. */
interface RunnelAgent {
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

  @Prompt("{question}")
  ChatPrompt ask(String question);

  @StreamingStep
  @Agent
  ChatModel model();

  @Chain({"ask", "model"})
  TextChain<String> answer();

  static String run(ChatModel model, String question) {
    return new RunnelAgentRunnables(model).answer().invoke(question);
  }
}
