package dev.runnel.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.agent.Agent;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.model.ToolMessage;
import dev.runnel.model.ToolSpec;
import dev.runnel.serve.ChainInput;
import dev.runnel.serve.Protocols;
import dev.runnel.serve.ServeOptions;
import dev.runnel.server.RunnelServer;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Lets the clients that people use approve what an agent asks for. */
@Timeout(120)
class AgentClientsTest {
  private static RunnelServer server;

  /** An agent whose model calls two tools that ask and one that does not, and then says so. */
  private static Agent agent(String... ids) {
    Script calls =
        Script.of("I will.")
            .chunks(
                AiMessageChunk.ofToolCalls(
                    new ToolCallDelta(0, ids[0], "mail", "{\"to\":\"ann\"}")),
                AiMessageChunk.ofToolCalls(
                    new ToolCallDelta(1, ids[1], "mail", "{\"to\":\"bob\"}")),
                AiMessageChunk.ofToolCalls(new ToolCallDelta(2, ids[2], "now", "{}")));
    ScriptedChatModel model =
        ScriptedChatModel.builder()
            .when(AgentClientsTest::hasResults, Script.of("Done."))
            .otherwise(calls)
            .build();
    return Agent.of(model, tool("mail", true), tool("now", false));
  }

  private static boolean hasResults(ChatPrompt prompt) {
    return prompt.messages().stream().anyMatch(ToolMessage.class::isInstance);
  }

  private static Tool<?, ?, ?> tool(String name, boolean asks) {
    ToolSpec spec = ToolSpec.of(name, "Test tool.", "{\"type\": \"object\"}");
    return Tool.<String>of(spec, in -> name + " is done: " + in.path("to").asString(""))
        .withRules(ToolRules.DEFAULT.withApproval(asks));
  }

  @BeforeAll
  static void start() {
    ChainInput<ChatPrompt> chat = ChainInput.of(ChatPrompt.class);
    Agent mailing = agent("m1", "m2", "n");
    server =
        RunnelServer.builder()
            .serve(mailing, chat, "/mailing-chat", Protocols.AI_SDK)
            .serve(agent("", "", ""), chat, "/nameless-chat", Protocols.AI_SDK)
            .serve(mailing, chat, "/mailing-agent", Protocols.AG_UI)
            .options(
                ServeOptions.DEFAULT.withStateKey(
                    new SecretKeySpec("a key".getBytes(StandardCharsets.UTF_8), "HmacSHA256")))
            .start(0);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"signed", "nameless"})
  void theAiSdkAsksTheUserAndGoesOn(String which) throws Exception {
    JsonNode got = NodeScript.run("ai-sdk-agent.mjs", server).get(which);

    assertThat(got.get("failures")).as("%s", got).isEmpty();
    assertThat(states(got.at("/asked/1/parts")))
        .containsExactly("approval-requested", "approval-requested", "output-available");
    assertThat(got.get("answered")).hasSize(2);
    JsonNode parts = got.at("/answered/1/parts");
    assertThat(states(parts))
        .containsExactly("output-available", "output-denied", "output-available");
    assertThat(parts.valueStream().map(part -> part.path("text").asString("")))
        .contains("I will.", "Done.");
    assertThat(parts.toString()).contains("mail is done: ann").doesNotContain("\"state\":\"{");
  }

  private static List<String> states(JsonNode parts) {
    return parts
        .valueStream()
        .filter(part -> part.get("type").asString().startsWith("tool-"))
        .map(part -> part.get("state").asString())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fresh", "own", "list"})
  void agUiInterruptsAndGoesOn(String which) throws Exception {
    JsonNode got = NodeScript.run("ag-ui-agent.mjs", server).get(which);

    assertThat(got.at("/asked/interrupts")).as("%s", got).hasSize(2);
    assertThat(got.at("/asked/state").has("pausedAgent")).isTrue();
    assertThat(got.get("pending")).isEmpty();
    assertThat(got.get("state").has("pausedAgent")).isFalse();
    assertThat(got.get("state").has("own")).isEqualTo(which.equals("own"));
    assertThat(got.get("messages").toString())
        .contains("mail is done: ann", "mail is done: bob", "now is done", "Done.");
  }
}
