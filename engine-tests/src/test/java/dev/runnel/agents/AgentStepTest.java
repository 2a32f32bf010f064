package dev.runnel.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunnableSequence;
import dev.runnel.agent.AgentAnswer;
import dev.runnel.agent.AgentChunk;
import dev.runnel.agent.AgentFinish;
import dev.runnel.agent.Turn;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.AgentText;
import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolChoice;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code @Agent} says holds when the agent runs. */
class AgentStepTest {
  /** Has a tool that chain classes inherit. */
  interface Greeting {
    /** Greets somebody. */
    @Tool
    default String greet(String name) {
      return "Hello, " + name;
    }
  }

  /** Has a tool that chain classes inherit, too. */
  abstract static class Counting {
    private int count;

    /** Counts up. */
    @Tool(maxCalls = 2)
    String count() {
      return String.valueOf(++count);
    }
  }

  /** Has tools that a chain class is given. */
  static final class Clock {
    /** Tells the time. */
    @Tool
    String time() {
      return "Noon";
    }
  }

  /** Has more tools than an agent wants. */
  static final class Almanac {
    private int asked;

    /** Tells the day. */
    @Tool
    String day() {
      return "Monday " + ++asked;
    }

    /** Tells the year. */
    @Tool(name = "year")
    String inWhichYear() {
      return "1999 " + ++asked;
    }

    /** Tells the moon. */
    @Tool
    String moon() {
      return "Full";
    }
  }

  abstract static class Desk extends Counting implements Greeting {
    @Prompt("{question}")
    abstract ChatPrompt ask(String question);

    @StreamingStep
    @Agent
    abstract ChatModel inheriting();

    @StreamingStep
    @Agent(
        tools = {"clock", "count", "more"},
        firstTool = "time",
        beforeTurn = "last",
        maxTurns = 4,
        maxCallsPerAnswer = 3,
        atMaxTurns = AtMaxTurns.ANSWER_WITHOUT_TOOLS,
        text = AgentText.LAST_ANSWER)
    ChatModel limited() {
      return inheriting();
    }

    @StreamingStep
    @Agent(tools = {"almanac.year", "clock", "almanac.day", "count"})
    ChatModel picking() {
      return inheriting();
    }

    abstract Clock clock();

    Almanac almanac() {
      return new Almanac();
    }

    List<dev.runnel.tool.Tool<?, ?, ?>> more() {
      return List.of(
          dev.runnel.tool.Tool.of(
              ToolSpec.of("more", "Gives more.", "{\"type\": \"object\"}"),
              call -> "",
              nothing -> "More"));
    }

    /** Takes the tools away before the last turn. */
    Turn last(Turn turn) {
      return turn.number() < 3 ? turn : turn.withTools(turn.tools().subList(0, 1));
    }

    @Chain({"ask", "inheriting"})
    abstract RunnableSequence<String, AgentChunk, AgentAnswer> all();

    @Chain({"ask", "picking"})
    abstract RunnableSequence<String, AgentChunk, AgentAnswer> picked();

    @Chain({"ask", "limited"})
    abstract RunnableSequence<String, AgentChunk, AgentAnswer> some();
  }

  private ScriptedChatModel model;

  private Desk desk(Script... scripts) {
    ScriptedChatModel.Builder builder = ScriptedChatModel.builder();
    List.of(scripts).forEach(builder::next);
    model = builder.build();
    return new AgentStepTest_DeskRunnables(model, new Clock());
  }

  private static Script calls(String... tools) {
    ToolCall[] calls = new ToolCall[tools.length];
    for (int i = 0; i < tools.length; i++) {
      calls[i] =
          new ToolCall("c" + i, tools[i], tools[i].equals("greet") ? "{\"name\":\"Ann\"}" : "{}");
    }
    return Script.ofToolCalls(calls);
  }

  private static List<String> texts(AgentAnswer answer) {
    return answer.messages().stream().map(ChatMessage::text).toList();
  }

  private List<List<String>> offered() {
    return model.requests().stream()
        .map(request -> request.options().tools().stream().map(ToolSpec::name).toList())
        .toList();
  }

  @Test
  void toolsOfClassesAboveAreTheAgentsOwn() {
    AgentAnswer answer = desk(calls("greet", "count"), Script.of("Done.")).all().invoke("Hello");

    assertThat(texts(answer)).containsExactly("", "Hello, Ann", "1", "Done.");
    assertThat(offered()).contains(List.of("count", "greet"));
  }

  @Test
  void singleToolsOfAnObjectArePicked() {
    AgentAnswer answer =
        desk(calls("day", "moon", "year"), Script.of("Done.")).picked().invoke("?");

    assertThat(offered()).contains(List.of("year", "time", "day", "count"));
    assertThat(texts(answer))
        .satisfiesExactly(
            none -> assertThat(none).isEmpty(),
            day -> assertThat(day).startsWith("Monday"),
            moon -> assertThat(moon).contains("moon", "year, time, day, count"),
            year -> assertThat(year).startsWith("1999"),
            done -> assertThat(done).isEqualTo("Done."));
    assertThat(texts(answer).get(1) + texts(answer).get(3)).contains("1").contains("2");
  }

  @Test
  void whatTheAnnotationSaysHolds() {
    AgentAnswer answer =
        desk(
                calls("time", "more", "count", "count"),
                calls("count", "count"),
                calls("more"),
                Script.of("Done."))
            .some()
            .invoke("Hello");

    assertThat(offered())
        .containsExactly(
            List.of("time", "count", "more"),
            List.of("time", "count", "more"),
            List.of("time"),
            List.of("time"));
    assertThat(model.requests())
        .extracting(request -> request.options().toolChoice())
        .containsExactly(
            ToolChoice.named("time"), ToolChoice.AUTO, ToolChoice.AUTO, ToolChoice.NONE);
    assertThat(texts(answer))
        .satisfiesExactly(
            text -> assertThat(text).isEmpty(),
            text -> assertThat(text).isEqualTo("Noon"),
            text -> assertThat(text).isEqualTo("More"),
            text -> assertThat(text).isEqualTo("1"),
            text -> assertThat(text).startsWith("At most 3 calls"),
            text -> assertThat(text).isEmpty(),
            text -> assertThat(text).isEqualTo("2"),
            text -> assertThat(text).contains("may be called 2 times"),
            text -> assertThat(text).isEmpty(),
            text -> assertThat(text).contains("There is no tool 'more'"),
            text -> assertThat(text).isEqualTo("Done."));
    assertThat(answer.text()).isEqualTo("Done.");
    assertThat(answer.finish()).isEqualTo(AgentFinish.ANSWER);
  }
}
