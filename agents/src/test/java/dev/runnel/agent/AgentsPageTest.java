package dev.runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import dev.runnel.shared.DocSnippets;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Runs the code of {@code docs/agents.md}. */
class AgentsPageTest {
  private static final Key key =
      new SecretKeySpec("a key".getBytes(StandardCharsets.UTF_8), "HmacSHA256");

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final Map<String, String> database = new HashMap<>();
  private final Tool<JsonNode, String, String> weather =
      EchoTool.of("weather", ToolRules.DEFAULT, in -> "Sunny in " + in.path("city").asString());
  private final Tool<JsonNode, String, String> search = new EchoTool().named("search");
  private final Tool<JsonNode, String, String> mail = new EchoTool().named("mail");

  private static Script looking() {
    return Script.of("Let me", " look.").call(0, "c1", "weather", "{\"city\":\"Ro", "me\"}");
  }

  private static ScriptedChatModel answering(Script... scripts) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder();
    for (Script script : scripts) {
      model.next(script);
    }
    return model.build();
  }

  private void assertPrinted(int block) {
    assertThat(bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n"))
        .isEqualTo(DocSnippets.blocks("agents.md", "text").get(block));
  }

  @Test
  void thePageShowsTheCodeThatRunsHere() {
    assertThat(DocSnippets.blocks("agents.md", "java"))
        .containsExactlyElementsOf(DocSnippets.regions(AgentsPageTest.class));
  }

  @Test
  void first() {
    ChatModel model = answering(looking(), Script.of("No, it is sunny."));
    // region first
    Agent agent = Agent.of(model, weather, search).withMaxTurns(5);
    AgentAnswer answer = agent.invoke(ChatPrompt.of("Shall I take an umbrella to Rome?"));

    out.println(answer.text());
    out.println(answer.finish() + " after " + answer.turns().size() + " turns");
    // endregion
    assertPrinted(0);
  }

  @Test
  void streamed() {
    Agent agent = Agent.of(answering(looking(), Script.of("No, it is sunny.")), weather);
    // region streamed
    agent.stream(ChatPrompt.of("Shall I take an umbrella to Rome?"))
        .forEach(
            chunk -> {
              if (chunk instanceof AgentChunk.CallArguments call && call.draft() != null) {
                out.println("writes: " + call.draft().value("/city", String.class).orElse(""));
              } else if (chunk instanceof AgentChunk.ToolStarted tool) {
                out.println("runs: " + tool.call().name());
              } else if (chunk instanceof AgentChunk.ToolEnded tool) {
                out.println("gave: " + tool.result().text());
              } else if (!chunk.text().isEmpty()) {
                out.println("says: " + chunk.text().strip());
              }
            });
    // endregion
    assertPrinted(1);
  }

  @Test
  void failed() {
    Agent agent =
        Agent.of(
            answering(looking(), Script.failing(new IllegalStateException("Overloaded."))),
            weather);
    // region failed
    try {
      agent.invoke(ChatPrompt.of("Shall I take an umbrella to Rome?"));
    } catch (IllegalStateException overloaded) {
      AgentAnswer soFar = AgentTrail.of(overloaded).orElseThrow();
      out.println(soFar.finish() + " with " + soFar.messages().size() + " messages");
    }
    // endregion
    assertPrinted(2);
  }

  @Test
  void thrifty() {
    ChatModel smallModel = ScriptedChatModel.of("Small.");
    Agent agent = Agent.of(answering(looking(), looking(), looking()), weather);
    // region thrifty
    Agent thrifty =
        agent.withBeforeTurn(turn -> turn.number() > 3 ? turn.withModel(smallModel) : turn);
    // endregion
    assertThat(thrifty.invoke(ChatPrompt.of("Go.")).message().text()).isEqualTo("Small.");
  }

  private String pause() {
    ChatModel model =
        answering(
            Script.ofToolCalls(
                new ToolCall("c1", "mail", "{\"to\":\"ann\"}"),
                new ToolCall("c2", "mail", "{\"to\":\"bob\"}")));
    // region pause
    Tool<JsonNode, String, String> asking = mail.withRules(ToolRules.DEFAULT.withApproval(true));
    Agent agent = Agent.of(model, asking);

    PausedAgent paused = agent.invoke(ChatPrompt.of("Write to Ann and Bob.")).paused();
    for (ToolCall call : paused.asked()) {
      out.println(call.id() + ": " + call.name() + call.arguments());
    }
    database.put(paused.id(), paused.toJson(key));
    // endregion
    return Objects.requireNonNull(paused).id();
  }

  @Test
  void approval() {
    String id = pause();
    assertPrinted(3);
    Agent agent =
        Agent.of(
            answering(Script.of("Done.")), mail.withRules(ToolRules.DEFAULT.withApproval(true)));
    // region resume
    PausedAgent paused = PausedAgent.fromJson(database.get(id), key);
    AgentAnswer answer =
        agent.resume(
            paused, Map.of("c1", Decision.approve(), "c2", Decision.reject("Bob is on holiday.")));
    // endregion
    assertThat(answer.text()).isEqualTo("Done.");
    assertOnce(agent, paused);
    assertThat(((ToolMessage) answer.messages().get(2)).failed()).isTrue();
  }

  private static void assertOnce(Agent agent, PausedAgent paused) {
    // region once
    Agent once = agent.withResumedStates(ResumedStates.inMemory(10_000));
    // endregion
    assertThat(once.resume(paused, Map.of("c2", Decision.reject(""))).paused()).isNotNull();
    assertThatThrownBy(() -> once.resume(paused, Map.of("c2", Decision.reject(""))))
        .isInstanceOf(AlreadyResumedException.class);
  }

  @Test
  void inside() {
    Tool<JsonNode, String, String> asking = mail.withRules(ToolRules.DEFAULT.withApproval(true));
    ChatModel secretaryModel =
        answering(
            Script.ofToolCalls(new ToolCall("m1", "mail", "{\"to\":\"ann\"}")), Script.of("Sent."));
    ChatModel bossModel =
        answering(
            Script.ofToolCalls(new ToolCall("s1", "secretary", "{\"task\":\"Tell Ann.\"}")),
            Script.of("They know."));
    // region inside
    Agent secretary = Agent.of(secretaryModel, asking);
    Agent boss = Agent.of(bossModel, secretary.asTool("secretary", "Writes mails."));

    PausedAgent paused = boss.invoke(ChatPrompt.of("Let them know.")).paused();
    for (ToolCall call : paused.asked()) {
      out.println(call.id() + ": " + call.name() + call.arguments());
    }
    out.println(boss.resume(paused, Map.of("s1/m1", Decision.approve())).text());
    // endregion
    assertPrinted(4);
  }
}
