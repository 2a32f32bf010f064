package dev.runnel.model;

import dev.runnel.Textual;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model's whole answer: what its {@linkplain AiMessageChunk chunks} add up to.
 *
 * @param text what it says; empty if it only calls tools
 * @param reasoning what the model thought before it answered; empty if it does not tell
 * @param toolCalls the tools that it asks for, unmodifiable
 * @param usage how many tokens it took; null if the model does not tell
 * @param finishReason why it ended; null if the model does not tell
 */
public record AiMessage(
    String text,
    String reasoning,
    List<ToolCall> toolCalls,
    @Nullable TokenUsage usage,
    @Nullable FinishReason finishReason)
    implements ChatMessage, Textual {
  /** Checks that text, reasoning and tool calls are there, and copies the list. */
  public AiMessage {
    Objects.requireNonNull(text, "A model's message needs a text; it may be empty, but not null.");
    Objects.requireNonNull(reasoning, "A model's reasoning may be empty, but not null.");
    toolCalls = List.copyOf(toolCalls);
  }

  /**
   * Makes a message that is nothing but text.
   *
   * @param text what it says
   */
  public AiMessage(String text) {
    this(text, "", List.of(), null, null);
  }

  /**
   * Gives the message as one chunk, which adds up to this message again.
   *
   * @return the chunk
   */
  public AiMessageChunk toChunk() {
    List<ToolCallDelta> deltas = new ArrayList<>(toolCalls.size());
    for (ToolCall call : toolCalls) {
      deltas.add(new ToolCallDelta(deltas.size(), call.id(), call.name(), call.arguments()));
    }
    return new AiMessageChunk(text, reasoning, deltas, usage, finishReason);
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return streamed ? EventForms.sum(this) : EventForms.answer(this);
  }

  @Override
  public Object toModelOutput(boolean streamed) {
    return EventForms.generations(this, streamed);
  }
}
