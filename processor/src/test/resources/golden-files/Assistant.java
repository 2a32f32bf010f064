package goldens;

import dev.runnel.RunnableSequence;
import dev.runnel.TextChain;
import dev.runnel.agent.AgentAnswer;
import dev.runnel.agent.AgentChunk;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;

public abstract class Assistant {
  @Prompt("{question}")
  abstract ChatPrompt ask(String question);

  @StreamingStep
  @Agent(
      tools = {"weather", "search_all"},
      maxTurns = 5)
  abstract ChatModel model();

  @StreamingStep(name = "expert")
  @Agent(maxParallel = 1)
  abstract ChatModel all();

  /** Tells the weather in a city. */
  @Tool
  String weather(String city) {
    return "Rain in " + city;
  }

  /** Searches one library. */
  @Tool
  String search(String text, String library) {
    return text;
  }

  /** Searches all libraries. */
  @Tool(name = "search_all")
  String search(String text) {
    return text;
  }

  /** From a question to the answer. */
  @Chain({"ask", "model"})
  abstract TextChain<String> answer();

  @Chain({"ask", "all"})
  abstract RunnableSequence<String, AgentChunk, AgentAnswer> answerOfAll();
}
