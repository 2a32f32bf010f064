package goldens;

import dev.runnel.TextChain;
import dev.runnel.agent.Turn;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.AgentText;
import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolSpec;
import java.util.List;

public abstract class Desk {
  public interface Clock {
    /** Tells the time in a city. */
    @Tool
    default String time(String city) {
      return "Noon in " + city;
    }
  }

  public record Noon() implements Clock {}

  @Prompt("{question}")
  abstract ChatPrompt ask(String question);

  @StreamingStep
  @Agent(
      tools = {"mail", "clock", "remote", "search"},
      firstTool = "search",
      beforeTurn = "thrifty",
      maxCallsPerAnswer = 4,
      atMaxTurns = AtMaxTurns.ANSWER_WITHOUT_TOOLS,
      text = AgentText.LAST_ANSWER)
  abstract ChatModel model();

  @StreamingStep
  @Agent(firstTool = "*")
  abstract ChatModel all();

  /** Sends a mail. */
  @Tool(maxCalls = 2)
  void mail(String to) {}

  abstract Clock clock();

  abstract List<dev.runnel.tool.Tool<?, ?, ?>> remote();

  dev.runnel.tool.Tool<?, ?, ?> search() {
    return dev.runnel.tool.Tool.of(
        ToolSpec.of("search", "Searches.", "{\"type\": \"object\"}"), arguments -> "");
  }

  Turn thrifty(Turn turn) {
    return turn;
  }

  @Chain({"ask", "model"})
  abstract TextChain<String> answer();

  @Chain({"ask", "all"})
  abstract TextChain<String> answerOfAll();
}
