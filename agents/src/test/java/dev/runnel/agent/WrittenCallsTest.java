package dev.runnel.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.ChatPrompt;
import dev.runnel.model.FinishReason;
import dev.runnel.model.ToolCallDelta;
import dev.runnel.model.ToolMessage;
import dev.runnel.testkit.HistoryRules;
import dev.runnel.testkit.Script;
import dev.runnel.testkit.ScriptedChatModel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls as servers write them: whatever they tell of index, id and name, each runs once. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WrittenCallsTest {
  private static AiMessageChunk piece(
      @Nullable Integer index, @Nullable String id, @Nullable String name, String arguments) {
    return AiMessageChunk.ofToolCalls(new ToolCallDelta(index, id, name, arguments));
  }

  private static Arguments written(String kind, List<String> expected, AiMessageChunk... pieces) {
    return Arguments.of(kind, expected, Script.empty().chunks(pieces));
  }

  static Stream<Arguments> writtenCalls() {
    List<String> one = List.of("a{\"x\":1}");
    List<String> two = List.of("a{\"x\":1}", "b{\"y\":2}");
    return Stream.of(
        written(
            "L6: the id is repeated in each piece",
            one,
            piece(0, "i", "a", ""),
            piece(0, "i", null, "{\"x\""),
            piece(0, "i", null, ":1}")),
        written(
            "L6: the id is null in later pieces",
            one,
            piece(0, "i", "a", ""),
            piece(0, null, null, "{\"x\""),
            piece(0, null, "", ":1}")),
        written(
            "L7: the pieces of two calls interleave",
            two,
            piece(0, "i", "a", ""),
            piece(1, "j", "b", "{\"y\""),
            piece(0, null, null, "{\"x\""),
            piece(1, null, null, ":2}"),
            piece(0, null, null, ":1}")),
        written(
            "L8: two calls have one index, but ids of their own",
            two,
            piece(0, "i", "a", "{\"x\":1}"),
            piece(0, "j", "b", "{\"y\":2}")),
        written(
            "L9: whole calls, all with index 0 and without an id",
            two,
            piece(0, null, "a", "{\"x\":1}"),
            piece(0, null, "b", "{\"y\":2}")),
        written(
            "L10: pieces without id belong to the call at the index, not to the last one",
            two,
            piece(0, "i", "a", ""),
            piece(1, "j", "b", ""),
            piece(0, null, null, "{\"x\":1}"),
            piece(1, null, null, "{\"y\":2}")),
        written(
            "L12: whole calls without an index, in several chunks",
            two,
            piece(null, null, "a", "{\"x\":1}"),
            piece(null, null, "b", "{\"y\":2}")),
        written(
            "L13: empty text and the word null for an id",
            one,
            piece(0, "i", "a", "{\"x\""),
            piece(0, "", "", ":"),
            piece(0, "null", null, "1}")),
        written(
            "L25: one call at several indexes",
            one,
            piece(0, "i", "a", "{\"x\""),
            piece(1, "i", null, ":1}")),
        written(
            "L33: two equal calls without an id are two",
            List.of("a{\"x\":1}", "a{\"x\":1}"),
            piece(null, null, "a", "{\"x\":1}"),
            piece(null, null, "a", "{\"x\":1}")),
        written("L17: no arguments at all", List.of("a{}"), piece(0, "i", "a", "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("writtenCalls")
  void eachCallRunsOnceAndHasItsOwnResult(String kind, List<String> expected, Script written) {
    EchoTool echo = new EchoTool();
    ScriptedChatModel model =
        ScriptedChatModel.builder().next(written).next(Script.of("Done.")).build();
    Agent agent =
        Agent.of(HistoryRules.ANTHROPIC.checking(model), echo.named("a"), echo.named("b"))
            .withMaxParallel(1);

    AgentAnswer answer = agent.invoke(ChatPrompt.of("Go."));

    assertThat(echo.ran).containsExactlyElementsOf(expected);
    assertThat(answer.message().text()).isEqualTo("Done.");
    List<ToolMessage> results =
        answer.messages().stream()
            .filter(ToolMessage.class::isInstance)
            .map(ToolMessage.class::cast)
            .toList();
    Set<String> ids = new HashSet<>();
    results.forEach(result -> assertThat(ids.add(result.callId())).isTrue());
    assertThat(results.stream().map(result -> result.name() + result.text()))
        .containsExactlyElementsOf(expected);
    assertThat(answer.message().finishReason()).isNotEqualTo(FinishReason.LENGTH);
  }
}
