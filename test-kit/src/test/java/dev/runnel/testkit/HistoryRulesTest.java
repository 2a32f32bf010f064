package dev.runnel.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.model.AiMessage;
import dev.runnel.model.ChatMessage;
import dev.runnel.model.ChatModel;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.Extras;
import dev.runnel.model.MessagePart;
import dev.runnel.model.Reasoning;
import dev.runnel.model.TextPart;
import dev.runnel.model.ToolCall;
import dev.runnel.model.ToolMessage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryRulesTest {
  private static final Set<HistoryRules> ALL = EnumSet.allOf(HistoryRules.class);
  private static final ChatMessage QUESTION = ChatMessage.user("Rain?");
  private static final ToolCall A = call("aaaaaaaaa", "{}");
  private static final ToolCall B = call("bbbbbbbbb", "{}");

  private static ToolCall call(String id, String arguments) {
    return new ToolCall(id, "weather", arguments);
  }

  private static AiMessage calls(MessagePart... parts) {
    return new AiMessage(List.of(parts));
  }

  private static ToolMessage result(ToolCall call) {
    return ChatMessage.tool(call, "no");
  }

  private static Arguments refused(String kind, Set<HistoryRules> by, ChatMessage... messages) {
    return Arguments.of(kind, by, List.of(messages));
  }

  static Stream<Arguments> histories() {
    Set<HistoryRules> none = Set.of();
    return Stream.of(
        refused("a question", none, QUESTION),
        refused("answered calls", none, QUESTION, calls(A, B), result(A), result(B)),
        refused("another order", none, QUESTION, calls(A, B), result(B), result(A)),
        refused("an open call", ALL, QUESTION, calls(A, B), result(A)),
        refused("a question before the result", ALL, QUESTION, calls(A), QUESTION, result(A)),
        refused("a result without a call", ALL, QUESTION, result(A)),
        refused("two results of a call", ALL, QUESTION, calls(A), result(A), result(A)),
        refused("a call without id", ALL, QUESTION, calls(call("", "{}"))),
        refused("two calls of one id", ALL, QUESTION, calls(A, A), result(A), result(A)),
        refused("an empty answer", ALL, QUESTION, calls(), QUESTION),
        refused(
            "one id in two answers",
            Set.of(HistoryRules.ANTHROPIC),
            QUESTION,
            calls(A),
            result(A),
            calls(A),
            result(A)),
        refused(
            "arguments that are no object",
            Set.of(HistoryRules.ANTHROPIC, HistoryRules.GEMINI),
            QUESTION,
            calls(call("aaaaaaaaa", "Rome")),
            result(A)),
        refused(
            "a long id",
            Set.of(HistoryRules.MISTRAL),
            QUESTION,
            calls(call("call_1", "{}")),
            result(call("call_1", "{}"))),
        refused(
            "a question behind a result",
            Set.of(HistoryRules.MISTRAL),
            QUESTION,
            calls(A),
            result(A),
            QUESTION),
        refused(
            "an answer first",
            EnumSet.complementOf(EnumSet.of(HistoryRules.OPENAI)),
            ChatMessage.ai("Hello."),
            QUESTION),
        refused(
            "an answer that ends with a space",
            Set.of(HistoryRules.ANTHROPIC),
            QUESTION,
            ChatMessage.ai("It is ")),
        refused(
            "a blank text",
            Set.of(HistoryRules.ANTHROPIC),
            QUESTION,
            calls(new TextPart(" \n"), A),
            result(A)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("histories")
  void eachProviderRefusesItsKinds(String kind, Set<HistoryRules> by, List<ChatMessage> messages) {
    Set<HistoryRules> refusing = EnumSet.noneOf(HistoryRules.class);
    for (HistoryRules rules : HistoryRules.values()) {
      try {
        rules.check(messages);
      } catch (RefusedHistoryException refused) {
        assertThat(refused).hasMessageStartingWith("400: " + rules);
        refusing.add(rules);
      }
    }
    assertThat(refusing).isEqualTo(by);
  }

  @ParameterizedTest
  @EnumSource(HistoryRules.class)
  void signaturesMustComeBack(HistoryRules rules) {
    ToolCall signed = new ToolCall(A.id(), "weather", "{}", false, Extras.of("g", "{\"s\":1}"));
    AiMessage answer = calls(Reasoning.signed("Hm.", "c2ln", "anthropic"), signed);
    ChatModel model = rules.checking(ScriptedChatModel.of(Script.of(answer)));
    AiMessage given = model.invoke(ChatPrompt.of(QUESTION));
    List<MessagePart> parts = new ArrayList<>(given.parts());
    parts.remove(0);

    assertThatCode(() -> model.invoke(ChatPrompt.of(QUESTION, given, result(A))))
        .doesNotThrowAnyException();
    ChatPrompt changed = ChatPrompt.of(QUESTION, new AiMessage(parts), result(A));
    if (rules == HistoryRules.ANTHROPIC || rules == HistoryRules.GEMINI) {
      assertThatThrownBy(() -> model.invoke(changed))
          .isInstanceOf(RefusedHistoryException.class)
          .hasMessageContaining("signed");
    } else {
      assertThatCode(() -> model.invoke(changed)).doesNotThrowAnyException();
    }
  }
}
