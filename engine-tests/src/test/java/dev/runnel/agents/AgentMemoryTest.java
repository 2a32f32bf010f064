package dev.runnel.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.RunnableSequence;
import dev.runnel.agent.AgentAnswer;
import dev.runnel.agent.AgentChunk;
import dev.runnel.annotations.Agent;
import dev.runnel.annotations.Chain;
import dev.runnel.annotations.Prompt;
import dev.runnel.annotations.Remember;
import dev.runnel.annotations.StreamingStep;
import dev.runnel.annotations.Tool;
import dev.runnel.history.ChatHistory;
import dev.runnel.history.ChatMemory;
import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.UserMessage;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An agent that remembers stores all messages of a turn, once the turn is over. */
class AgentMemoryTest {
  interface Desk {
    @Prompt(value = "{question}", conversation = "desk")
    ChatPrompt ask(String question);

    @Remember("memory")
    @StreamingStep
    @Agent
    ChatModel model();

    ChatMemory memory();

    /** Tells the time in a city. */
    @Tool
    default String time(String city) {
      return "Noon in " + city;
    }

    /** Sends a mail. */
    @Tool(approval = true)
    default void mail(String to) {}

    @Chain({"ask", "model"})
    RunnableSequence<String, AgentChunk, AgentAnswer> answer();
  }

  private final ChatHistory history = ChatHistory.inMemory();

  private static Script calling(String tool, String arguments) {
    return Script.ofToolCalls(new ToolCall("c1", tool, arguments));
  }

  private RunnableSequence<String, AgentChunk, AgentAnswer> desk(Script... scripts) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder();
    List.of(scripts).forEach(model::next);
    return new AgentMemoryTest_DeskRunnables(model.build(), ChatMemory.of(history)).answer();
  }

  private List<ChatMessage> stored() {
    return history.load("desk").messages();
  }

  @Test
  void storesCallsAndResultsWithTheAnswer() {
    AgentAnswer answer =
        desk(calling("time", "{\"city\": \"Rome\"}"), Script.of("It is noon."))
            .invoke("What time is it in Rome?");

    assertThat(answer.text()).isEqualTo("It is noon.");
    assertThat(stored())
        .hasExactlyElementsOfTypes(
            UserMessage.class, AiMessage.class, ToolMessage.class, AiMessage.class);
  }

  @Test
  void storesNothingWhileACallWaitsForApproval() {
    AgentAnswer answer = desk(calling("mail", "{\"to\": \"Ann\"}")).invoke("Write to Ann.");

    assertThat(answer.paused()).isNotNull();
    assertThat(answer.isComplete()).isFalse();
    assertThat(stored()).isEmpty();
  }

  @Test
  void storesNothingOfARunThatFails() {
    RunnableSequence<String, AgentChunk, AgentAnswer> desk =
        desk(
            calling("time", "{\"city\": \"Rome\"}"),
            Script.failing(new IllegalStateException("The model is ill.")));

    assertThatThrownBy(() -> desk.invoke("What time is it?")).hasMessage("The model is ill.");
    assertThat(stored()).isEmpty();
  }
}
