package dev.runnel.kept;

import dev.runnel.ChunkStream;
import dev.runnel.RunnableSequence;
import dev.runnel.TextChain;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Answer;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.annotations.Step;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.annotations.WithSchema;
import dev.runnel.history.ChatMemory;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.parser.JsonOutputParser;
import dev.runnel.parser.JsonSnapshots;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Chains with a model: a prompt, a parser, a typed answer, a tool, an agent, a memory. */
interface KeptAnswers {
  /**
   * A city.
   *
   * @param name its name
   */
  @WithSchema
  record City(String name, List<String> rivers) {}

  @Prompt("Tell me of {topic}")
  ChatPrompt ask(String topic);

  @Prompt(value = "Tell me of {topic}", conversation = "all")
  ChatPrompt goOn(String topic);

  @StreamingStep
  ChatModel model();

  @StreamingStep
  @Answer(City.class)
  default ChatModel typed() {
    return model();
  }

  @StreamingStep
  @Agent(tools = "sky", maxTurns = 3)
  default ChatModel agent() {
    return model();
  }

  @StreamingStep
  @Remember("memory")
  default ChatModel remembering() {
    return model();
  }

  ChatMemory memory();

  /** Tells what the sky is like over a city. */
  @Tool
  default String sky(String city) {
    return "grey over " + city;
  }

  @StreamingStep
  default JsonSnapshots json() {
    return JsonOutputParser.snapshots();
  }

  @Step
  default String named(City city) {
    return city.name() + " " + city.rivers();
  }

  @Chain({"ask", "model"})
  TextChain<String> told();

  @Chain({"ask", "model"})
  ChunkStream<String> tell(String topic);

  @Chain({"ask", "model", "json"})
  RunnableSequence<String, JsonNode, JsonNode> parsed();

  @Chain({"ask", "typed"})
  RunnableSequence<String, City, City> city();

  @Chain({"ask", "typed", "named"})
  String cityName(String topic);

  @Chain({"ask", "agent"})
  TextChain<String> looked();

  @Chain({"goOn", "remembering"})
  TextChain<String> remembered();
}
