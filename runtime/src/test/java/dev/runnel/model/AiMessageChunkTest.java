package dev.runnel.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.runnel.Accumulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AiMessageChunkTest {
  @Test
  void textsAndReasoningAreConcatenated() {
    AiMessage message =
        sum(
            AiMessageChunk.ofReasoning("Birds"),
            AiMessageChunk.ofReasoning(" talk."),
            AiMessageChunk.ofText("Polly"),
            AiMessageChunk.ofText(""),
            AiMessageChunk.ofText(" wants"));

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
            AiMessageChunk.ofText(""));

    assertThat(message.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(message.usage()).isEqualTo(new TokenUsage(1, 2, 7));
  }

  @Test
  void toolCallsAreJoinedByIndex() {
    AiMessage message =
        sum(
            AiMessageChunk.ofToolCalls(new ToolCallDelta(0, "call_1", "weather", "{\"ci")),
            AiMessageChunk.ofToolCalls(new ToolCallDelta(1, "call_2", "time", "")),
            AiMessageChunk.ofToolCalls(
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
            AiMessageChunk.ofToolCalls(new ToolCallDelta(3, "d", "x", "")),
            AiMessageChunk.ofToolCalls(new ToolCallDelta(1, "b", "x", "")));

    assertThat(message.toolCalls()).extracting(ToolCall::id).containsExactly("b", "d");
  }

  @Test
  void addingMayGoOnAfterASum() {
    Accumulator<AiMessageChunk, AiMessage> accumulator = AiMessageChunk.ofText("").accumulator();
    accumulator.add(AiMessageChunk.ofText("a"));
    AiMessage first = accumulator.sum();
    accumulator.add(AiMessageChunk.ofText("b"));

    assertThat(first.text()).isEqualTo("a");
    assertThat(accumulator.sum().text()).isEqualTo("ab");
  }

  @Test
  void aSummerDoesNotHoldTheChunkThatMadeIt() {
    assertThat(AiMessageChunk.ofText("lost").accumulator().sum().text()).isEmpty();
  }

  @Test
  void aMillionChunksSumInLinearTime() {
    AiMessageChunk chunk = AiMessageChunk.ofText("token");
    Accumulator<AiMessageChunk, AiMessage> accumulator = chunk.accumulator();
    // Copying the text at each of a million chunks would move some 2.5 terabytes.
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int i = 0; i < 1_000_000; i++) {
            accumulator.add(chunk);
          }
        });

    assertThat(accumulator.sum().text()).hasSize(5_000_000);
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
    Accumulator<AiMessageChunk, AiMessage> accumulator = chunks[0].accumulator();
    for (AiMessageChunk chunk : chunks) {
      accumulator.add(chunk);
    }
    return accumulator.sum();
  }
}
