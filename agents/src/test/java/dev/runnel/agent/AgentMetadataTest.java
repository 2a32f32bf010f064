package dev.runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunConfig;
import dev.runnel.event.RunEvent;
import dev.runnel.model.ChatPrompt;
import dev.runnel.testkit.RecordingListener;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.ToolRules;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which agent a run belongs to stands in its metadata. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AgentMetadataTest {
  private static final ChatPrompt QUESTION = ChatPrompt.of("Go.");

  private final EchoTool echo = new EchoTool();
  private final RecordingListener listener = new RecordingListener();
  private final RunConfig listening = RunConfig.DEFAULT.withListeners(listener);

  private static ScriptedChatModel model(Script... scripts) {
    ScriptedChatModel.Builder model = ScriptedChatModel.builder();
    List.of(scripts).forEach(model::next);
    return model.build();
  }

  /** Tells each run's name and its agent, in the order of their starts. */
  private List<String> agents() {
    return listener.events().stream()
        .filter(RunEvent.Start.class::isInstance)
        .map(RunEvent::run)
        .map(run -> run.name() + " of " + run.metadata().get(RunConfig.AGENT))
        .toList();
  }

  @Test
  void anAgentsRunsBearItsName() {
    Agent agent =
        Agent.of(
                model(Script.ofToolCalls(EchoTool.call("1", "a", "{}")), Script.of("Done.")),
                echo.named("a"))
            .withName("planner");

    agent.withConfig(listening).invoke(QUESTION);

    assertThat(agents())
        .contains("planner of planner", "a of planner")
        .allMatch(run -> run.endsWith(" of planner"));
  }

  @Test
  void anAgentThatIsAToolHasItsOwnName() {
    Agent inner = Agent.of(model(Script.of("Rain."))).withName("weather");
    Agent outer =
        Agent.of(
                model(
                    Script.ofToolCalls(EchoTool.call("1", "ask", "{\"task\":\"Rome\"}")),
                    Script.of("Done.")),
                inner.asTool("ask", "Knows the weather."))
            .withName("planner");

    outer.withConfig(listening).invoke(QUESTION);

    assertThat(agents()).contains("planner of planner", "ask of planner", "weather of weather");
  }

  @Test
  void anAgentThatGoesOnHasItsNameAgain() {
    Agent agent =
        Agent.of(
                model(Script.ofToolCalls(EchoTool.call("1", "a", "{}")), Script.of("Done.")),
                echo.named("a", ToolRules.DEFAULT.withApproval(true)))
            .withName("planner");
    PausedAgent paused = Objects.requireNonNull(agent.invoke(QUESTION).paused());

    agent.resuming().withConfig(listening).invoke(Resumption.all(paused, Decision.approve()));

    assertThat(agents())
        .contains("planner of planner", "a of planner")
        .allMatch(run -> run.endsWith(" of planner"));
  }

  @Test
  void whatTheCallerSaysOfItWins() {
    Agent.of(model(Script.of("Done.")))
        .withConfig(listening.withMetadata(RunConfig.AGENT, "mine"))
        .invoke(QUESTION);

    assertThat(agents()).isNotEmpty().allMatch(run -> run.endsWith(" of mine"));
  }
}
