package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.runnel.Summer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AiMessageChunkTest {
  @Test
  void textsAndReasoningAreConcatenated() {
    AiMessage message =
        sum(
            AiMessageChunk.reasoning("Birds"),
            AiMessageChunk.reasoning(" talk."),
            AiMessageChunk.text("Polly"),
            AiMessageChunk.text(""),
            AiMessageChunk.text(" wants"));

    assertThat(message.text()).isEqualTo("Polly wants");
    assertThat(message.reasoning()).isEqualTo("Birds talk.");
    assertThat(message.toolCalls()).isEmpty();
    assertThat(message.usage()).isNull();
    assertThat(message.finishReason()).isNull();
  }

  @Test
  void theLastUsageAndFinishReasonThatAreGivenCount() {
    AiMessage message =
        sum(
            AiMessageChunk.end(FinishReason.STOP, new TokenUsage(1, 0)),
            AiMessageChunk.end(FinishReason.LENGTH, null),
            AiMessageChunk.end(null, new TokenUsage(1, 2, 7)),
            AiMessageChunk.text(""));

    assertThat(message.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(message.usage()).isEqualTo(new TokenUsage(1, 2, 7));
  }

  @Test
  void toolCallsAreJoinedByIndex() {
    AiMessage message =
        sum(
            AiMessageChunk.toolCalls(new ToolCallDelta(0, "call_1", "weather", "{\"ci")),
            AiMessageChunk.toolCalls(new ToolCallDelta(1, "call_2", "time", "")),
            AiMessageChunk.toolCalls(
                new ToolCallDelta(0, null, null, "ty\": \"Rome\"}"),
                new ToolCallDelta(1, null, null, "{}")));

    assertThat(message.toolCalls())
        .containsExactly(
            new ToolCall("call_1", "weather", "{\"city\": \"Rome\"}"),
            new ToolCall("call_2", "time", "{}"));
  }

  @Test
  void toolCallsStandInTheOrderOfTheirIndex() {
    AiMessage message =
        sum(
            AiMessageChunk.toolCalls(new ToolCallDelta(3, "d", "x", "")),
            AiMessageChunk.toolCalls(new ToolCallDelta(1, "b", "x", "")));

    assertThat(message.toolCalls()).extracting(ToolCall::id).containsExactly("b", "d");
  }

  @Test
  void laterIdsAndNamesWin() {
    AiMessage message =
        sum(
            AiMessageChunk.toolCalls(new ToolCallDelta(0, "a", "old", "")),
            AiMessageChunk.toolCalls(new ToolCallDelta(0, "b", null, "")),
            AiMessageChunk.toolCalls(new ToolCallDelta(0, null, "new", "")));

    assertThat(message.toolCalls()).containsExactly(new ToolCall("b", "new", ""));
  }

  @Test
  void addingMayGoOnAfterASum() {
    Summer<AiMessageChunk, AiMessage> summer = AiMessageChunk.text("").summer();
    summer.add(AiMessageChunk.text("a"));
    AiMessage first = summer.sum();
    summer.add(AiMessageChunk.text("b"));

    assertThat(first.text()).isEqualTo("a");
    assertThat(summer.sum().text()).isEqualTo("ab");
  }

  @Test
  void aSummerDoesNotHoldTheChunkThatMadeIt() {
    assertThat(AiMessageChunk.text("lost").summer().sum().text()).isEmpty();
  }

  @Test
  void aMillionChunksSumInLinearTime() {
    AiMessageChunk chunk = AiMessageChunk.text("token");
    Summer<AiMessageChunk, AiMessage> summer = chunk.summer();
    // Copying the text at each of a million chunks would move some 2.5 terabytes.
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            summer.add(chunk);
          }
        });

    assertThat(summer.sum().text()).hasSize(5_000_000);
  }

  @Test
  void aMessageAsOneChunkAddsUpToItself() {
    AiMessage message =
        new AiMessage(
            "text",
            "reasoning",
            List.of(new ToolCall("1", "a", "{}"), new ToolCall("2", "b", "{}")),
            new TokenUsage(3, 4),
            FinishReason.TOOL_CALLS);

    assertThat(sum(message.toChunk())).isEqualTo(message);
  }

  @Test
  void aNegativeIndexIsRejected() {
    assertThatThrownBy(() -> new ToolCallDelta(-1, null, null, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  private static AiMessage sum(AiMessageChunk... chunks) {
    Summer<AiMessageChunk, AiMessage> summer = chunks[0].summer();
    for (AiMessageChunk chunk : chunks) {
      summer.add(chunk);
    }
    return summer.sum();
  }
}
