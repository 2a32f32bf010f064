package dev.runnel.model;

import dev.runnel.Accumulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up the chunks of one answer, in time linear in their text. Not thread-safe. */
final class AiMessageAccumulator implements Accumulator<AiMessageChunk, AiMessage> {
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final Map<Integer, PartialCall> calls = new TreeMap<>();
  private @Nullable TokenUsage usage;
  private @Nullable FinishReason finishReason;

  @Override
  public void add(AiMessageChunk chunk) {
    text.append(chunk.text());
    reasoning.append(chunk.reasoning());
    for (ToolCallDelta delta : chunk.toolCalls()) {
      calls.computeIfAbsent(delta.index(), index -> new PartialCall()).add(delta);
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
    List<ToolCall> whole = new ArrayList<>(calls.size());
    for (PartialCall call : calls.values()) {
      whole.add(new ToolCall(call.id, call.name, call.arguments.toString()));
    }
    return new AiMessage(text.toString(), reasoning.toString(), whole, usage, finishReason);
  }

  private static final class PartialCall {
    private final StringBuilder arguments = new StringBuilder();
    private String id = "";
    private String name = "";

    void add(ToolCallDelta delta) {
      if (delta.id() != null) {
        id = delta.id();
      }
      if (delta.name() != null) {
        name = delta.name();
      }
      arguments.append(delta.arguments());
    }
  }
}
