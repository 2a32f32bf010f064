package dev.runnel.serve;

import static dev.runnel.serve.ServedAgents.AI_SDK;
import static dev.runnel.serve.ServedAgents.OPEN_AI;
import static dev.runnel.serve.ServedAgents.agUi;
import static dev.runnel.serve.ServedAgents.done;
import static dev.runnel.serve.ServedAgents.event;
import static dev.runnel.serve.ServedAgents.events;
import static dev.runnel.serve.ServedAgents.looks;
import static dev.runnel.serve.ServedAgents.normal;
import static dev.runnel.serve.ServedAgents.service;
import static dev.runnel.serve.ServedAgents.stream;
import static dev.runnel.serve.ServedAgents.types;
import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.agent.Agent;
import dev.runnel.annotations.AgentText;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What each protocol shows of an agent. */
@Timeout(60)
class AgentProtocolsTest {
  private final ServedAgents served = new ServedAgents();

  @Test
  void aiSdkShowsEachTurnAsAStep() {
    String stream = stream(service(served.agent(looks(), done()), null), "/ai", AI_SDK);

    assertThat(normal(stream))
        .isEqualTo(
            """
            data: {"type":"start","messageId":"ID"}

            data: {"type":"start-step"}

            data: {"type":"text-start","id":"1"}

            data: {"type":"text-delta","id":"1","delta":"I look."}

            data: {"type":"text-end","id":"1"}

            data: {"type":"tool-input-start","toolCallId":"c1","toolName":"look"}

            data: {"type":"tool-input-delta","toolCallId":"c1","inputTextDelta":"{\\"at\\""}

            data: {"type":"tool-input-delta","toolCallId":"c1","inputTextDelta":":1}"}

            data: {"type":"tool-input-available","toolCallId":"c1","toolName":"look","input":{"at":1}}

            data: {"type":"tool-output-available","toolCallId":"c1","output":"look is done"}

            data: {"type":"finish-step"}

            data: {"type":"start-step"}

            data: {"type":"text-start","id":"2"}

            data: {"type":"text-delta","id":"2","delta":"Done."}

            data: {"type":"text-end","id":"2"}

            data: {"type":"finish-step"}

            data: {"type":"finish","finishReason":"stop","messageMetadata":{"usage":{"inputTokens":17,"outputTokens":5,"totalTokens":22}}}

            data: [DONE]

            """);
    AiSdkRules.read(stream);
  }

  @Test
  void agUiShowsEachTurnAsAMessage() {
    String stream = stream(service(served.agent(looks(), done()), null), "/ag", agUi(""));

    assertThat(types(stream).stream().filter(type -> !type.startsWith("STEP_")))
        .containsExactly(
            "RUN_STARTED",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "TOOL_CALL_START",
            "TOOL_CALL_ARGS",
            "TOOL_CALL_ARGS",
            "TOOL_CALL_END",
            "TOOL_CALL_RESULT",
            "TEXT_MESSAGE_START",
            "TEXT_MESSAGE_CONTENT",
            "TEXT_MESSAGE_END",
            "RUN_FINISHED");
    assertThat(event(stream, "RUN_FINISHED").at("/usage/0/totalTokens").intValue()).isEqualTo(22);
    assertThat(event(stream, "RUN_FINISHED").has("outcome")).isFalse();
  }

  @Test
  void openAiShowsTheTextAlone() {
    ChainService service = service(served.agent(looks(), done()), null);

    String stream = stream(service, "/v1/chat/completions", OPEN_AI.replace("STREAM", "true"));

    assertThat(stream)
        .contains("\"content\":\"I look.\"", "\"content\":\"\\n\\nDone.\"", "\"stop\"")
        .doesNotContain("tool_calls", "look is done");
  }

  @ParameterizedTest
  @CsvSource({"/ai", "/ag", "/v1/chat/completions"})
  void theTextOfTheLastAnswerAloneIsShownWhereTheAgentSaysSo(String path) {
    Agent agent = served.agent(looks(), done()).withText(AgentText.LAST_ANSWER);
    String body =
        path.equals("/ai")
            ? AI_SDK
            : path.equals("/ag") ? agUi("") : OPEN_AI.replace("STREAM", "true");

    assertThat(stream(service(agent, null), path, body))
        .contains("\"Done.\"")
        .doesNotContain("I look.");
  }

  /** Models that give no ids, or the same one in each turn, and calls that are of no tool. */
  @ParameterizedTest
  @ValueSource(strings = {"", "c1"})
  void eachCallOfEachTurnHasItsResult(String id) {
    Script calls =
        Script.empty()
            .chunks(
                AiMessageChunk.ofToolCalls(new ToolCallDelta(0, id, "look", "{}")),
                AiMessageChunk.ofToolCalls(new ToolCallDelta(1, id, "look", "{\"at\":2}")),
                AiMessageChunk.ofToolCalls(new ToolCallDelta(2, id, "unknown", "{}")));

    String stream = stream(service(served.agent(calls, calls, done()), null), "/ai", AI_SDK);

    assertThat(types(stream).stream().filter("tool-output-available"::equals)).hasSize(4);
    assertThat(types(stream).stream().filter("tool-output-error"::equals)).hasSize(2);
    assertThat(
            events(stream).stream()
                .filter(event -> event.get("type").stringValue().startsWith("tool-output"))
                .map(event -> event.get("toolCallId").stringValue()))
        .doesNotHaveDuplicates();
    assertThat(event(stream, "finish").get("finishReason").stringValue()).isEqualTo("stop");
  }

  @Test
  void aCallThatIsDroppedIsToldSo() {
    Script calls = Script.empty().call(0, "c1", "look", "{}").call(1, "c2", "look", "{}");

    String stream =
        stream(service(served.agent(calls, done()).withMaxCallsPerAnswer(1), null), "/ai", AI_SDK);

    assertThat(event(stream, "tool-output-error").get("toolCallId").stringValue()).isEqualTo("c2");
    assertThat(event(stream, "finish").get("finishReason").stringValue()).isEqualTo("stop");
  }

  @Test
  void progressIsShown() {
    ToolSpec spec = ToolSpec.of("count", "Counts.", "{\"type\": \"object\"}");
    Tool<JsonNode, Object, Object> count =
        Tool.ofStream(
            spec,
            ToolReader.of(spec, JsonNode.class),
            Whole.last(),
            in -> ChunkStream.<Object>of("half", List.of(1, 2), List.of(3)));
    Agent agent =
        Agent.of(
            ScriptedChatModel.builder()
                .next(Script.empty().call(0, "c1", "count", "{}"))
                .otherwise(done())
                .build(),
            count);

    assertThat(stream(service(agent, null), "/ai", AI_SDK))
        .contains(
            """
            data: {"type":"data-tool-progress","transient":true,"data":{"toolCallId":"c1","piece":"half"}}

            data: {"type":"tool-output-available","toolCallId":"c1","preliminary":true,"output":[1,2]}

            data: {"type":"tool-output-available","toolCallId":"c1","output":[3]}
            """);
  }
}
