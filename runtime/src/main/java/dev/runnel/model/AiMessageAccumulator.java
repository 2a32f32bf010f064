package dev.runnel.model;

import dev.runnel.Accumulator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds up the chunks of one answer, in time linear in their text. Not thread-safe. */
final class AiMessageAccumulator implements Accumulator<AiMessageChunk, AiMessage> {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final ToolCallSum calls = new ToolCallSum();
  private @Nullable TokenUsage usage;
  private @Nullable FinishReason finishReason;

  @Override
  public void add(AiMessageChunk chunk) {
    text.append(chunk.text());
    reasoning.append(chunk.reasoning());
    for (ToolCallDelta delta : chunk.toolCalls()) {
      calls.add(delta);
    }
    if (chunk.usage() != null) {
      usage = chunk.usage();
    }
    if (chunk.finishReason() != null) {
      finishReason = chunk.finishReason();
    }
  }

  @Override
  public AiMessage sum() {
    List<ToolCall> whole = calls.calls().stream().map(ToolCallSum.Partial::toCall).toList();
    return new AiMessage(text.toString(), reasoning.toString(), whole, usage, finishReason);
  }
}
