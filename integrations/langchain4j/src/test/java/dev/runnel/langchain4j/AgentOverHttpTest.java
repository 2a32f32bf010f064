package dev.runnel.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.agent.Agent;
import dev.runnel.agent.AgentAnswer;
import dev.runnel.agent.Decision;
import dev.runnel.agent.PausedAgent;
import dev.runnel.annotations.AtMaxTurns;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AnswerInfo;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Extras;
import dev.runnel.model.FinishReason;
import dev.runnel.model.Media;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolSpec;
import dev.runnel.testkit.adapter.ChatServer;
import dev.runnel.tool.Tool;
import dev.runnel.tool.ToolRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Agents on the clients of providers, against servers that refuse what the providers refuse. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AgentOverHttpTest {
  private static final ToolSpec WEATHER =
      ToolSpec.of(
          "weather",
          "Tells the weather.",
          "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}");
  private static final Tool<JsonNode, String, String> TELLS =
      Tool.of(WEATHER, in -> "Sunny in " + in.path("city").asString());
  private static final Tool<?, ?, ?> DRAWS =
      Tool.<List<MessagePart>>of(
          ToolSpec.of("draw", "Draws.", "{\"type\":\"object\",\"properties\":{}}"),
          in -> List.of(new TextPart("A parrot"), Media.image(new byte[] {1}, "image/png")));
  private static final AiMessage DONE = new AiMessage("Done.");

  private static ToolCall call(String id, String name, String arguments) {
    return new ToolCall(id, name, arguments);
  }

  private static AiMessage calls(MessagePart... parts) {
    return new AiMessage(List.of(parts));
  }

  static Stream<Arguments> conversations() {
    ToolCall rome = call("c1", "weather", "{\"city\":\"Rome\"}");
    ToolCall oslo = call("c2", "weather", "{\"city\":\"Oslo\"}");
    AiMessage cut =
        new AiMessage(
            List.of(call("c1", "weather", "{\"city\":\"Ro")),
            AnswerInfo.of(FinishReason.LENGTH, null),
            Extras.NONE);
    List<Arguments> all = new ArrayList<>();
    for (Wire wire : Wire.values()) {
      all.add(Arguments.of(wire, "one call", List.of(calls(rome), DONE)));
      all.add(Arguments.of(wire, "calls beside each other", List.of(calls(rome, oslo), DONE)));
      all.add(
          Arguments.of(wire, "calls after each other", List.of(calls(rome), calls(oslo), DONE)));
      all.add(
          Arguments.of(
              wire,
              "text before a call",
              List.of(calls(new TextPart("Let me look."), rome), DONE)));
      all.add(
          Arguments.of(
              wire,
              "signed reasoning before a call",
              List.of(calls(Reasoning.signed("Hm.", "c2lnbmVk", "anthropic"), rome), DONE)));
      all.add(
          Arguments.of(
              wire, "an unknown tool", List.of(calls(call("c1", "wether", "{}"), oslo), DONE)));
      all.add(
          Arguments.of(
              wire,
              "arguments that do not fit",
              List.of(calls(call("c1", "weather", "{\"city\":7}")), DONE)));
      all.add(
          Arguments.of(
              wire,
              "arguments that are no JSON",
              List.of(calls(call("c1", "weather", "city is Rome")), DONE)));
      all.add(Arguments.of(wire, "an answer that was cut", List.of(cut, DONE)));
      all.add(Arguments.of(wire, "no arguments", List.of(calls(call("c1", "draw", "")), DONE)));
      all.add(Arguments.of(wire, "pictures", List.of(calls(call("c1", "draw", "{}"), oslo), DONE)));
      all.add(Arguments.of(wire, "repeated ids", List.of(calls(rome), calls(rome), DONE)));
    }
    return all.stream().filter(AgentOverHttpTest::canBeSaid);
  }

  @SuppressWarnings("unchecked")
  private static boolean canBeSaid(Arguments conversation) {
    Wire wire = (Wire) conversation.get()[0];
    return ((List<AiMessage>) conversation.get()[2]).stream().allMatch(wire::canSay);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("conversations")
  void noRequestIsRefused(Wire wire, String kind, List<AiMessage> answers) {
    try (ChatServer server = wire.start(answers)) {
      AgentAnswer answer = Agent.of(wire.model(server), TELLS, DRAWS).invoke(ChatPrompt.of("Go."));

      assertThat(answer.message().text()).isEqualTo("Done.");
      assertThat(answer.turns()).hasSize(answers.size());
      assertThat(server.failures()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void pausedAgentGoesOn(Wire wire) {
    Tool<?, ?, ?> asking = TELLS.withRules(ToolRules.DEFAULT.withApproval(true));
    List<AiMessage> answers =
        List.of(
            calls(
                Reasoning.signed("Hm.", "c2lnbmVk", "anthropic"),
                call("c1", "weather", "{\"city\":\"Rome\"}"),
                call("c2", "draw", "{}"),
                call("c3", "weather", "{\"city\":\"Oslo\"}")),
            DONE);
    try (ChatServer server = wire.start(answers)) {
      Agent agent = Agent.of(wire.model(server), asking, DRAWS);
      PausedAgent paused = Objects.requireNonNull(agent.invoke(ChatPrompt.of("Go.")).paused());

      AgentAnswer answer =
          agent.resume(
              PausedAgent.fromJson(paused.toJson()),
              Map.of("c1", Decision.reject("No."), "c3", Decision.approve()));

      assertThat(answer.message().text()).isEqualTo("Done.");
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void lastTurnIsWithoutTools(Wire wire) {
    List<AiMessage> answers = List.of(calls(call("c1", "weather", "{\"city\":\"Rome\"}")), DONE);
    try (ChatServer server = wire.start(answers)) {
      AgentAnswer answer =
          Agent.of(wire.model(server), TELLS)
              .withMaxTurns(2)
              .withAtMaxTurns(AtMaxTurns.ANSWER_WITHOUT_TOOLS)
              .invoke(ChatPrompt.of("Go."));

      assertThat(answer.message().text()).isEqualTo("Done.");
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void conversationThatBrokeOffGoesOn(Wire wire) {
    ChatPrompt brokenOff =
        ChatPrompt.of(
            ChatMessage.user("Rome?"),
            calls(call("c1", "weather", "{\"city\":\"Rome\"}")),
            ChatMessage.user("Never mind."));
    try (ChatServer server = wire.start(List.of(DONE))) {
      assertThat(Agent.of(wire.model(server), TELLS).invoke(brokenOff).text()).isEqualTo("Done.");
    }
  }
}
