package dev.runnel.model;

import dev.runnel.Accumulator;
import dev.runnel.Additive;
import dev.runnel.Textual;
import dev.runnel.event.EventPayload;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a model's answer; the pieces add up to one {@link AiMessage}.
 *
 * <p>A chunk may hold a bit of text, of reasoning, of tool calls, the usage, the finish reason, any
 * of them together, or nothing. Immutable and thread-safe.
 *
 * @param text the next bit of the text; often empty
 * @param reasoning the next bit of the reasoning; often empty
 * @param toolCalls the next bits of tool calls, unmodifiable
 * @param usage how many tokens the answer took so far; null if this chunk does not tell
 * @param finishReason why the answer ended; null if this chunk does not tell
 */
public record AiMessageChunk(
    String text,
    String reasoning,
    List<ToolCallDelta> toolCalls,
    @Nullable TokenUsage usage,
    @Nullable FinishReason finishReason)
    implements Additive<AiMessageChunk, AiMessage>, Textual, EventPayload {
  /** Checks that text, reasoning and tool calls are there, and copies the list. */
  public AiMessageChunk {
    Objects.requireNonNull(text, "A chunk's text may be empty, but not null.");
    Objects.requireNonNull(reasoning, "A chunk's reasoning may be empty, but not null.");
    toolCalls = List.copyOf(toolCalls);
  }

  /**
   * Makes a chunk of text.
   *
   * @param text the next bit of the text
   * @return the chunk
   */
  public static AiMessageChunk ofText(String text) {
    return new AiMessageChunk(text, "", List.of(), null, null);
  }

  /**
   * Makes a chunk of reasoning.
   *
   * @param reasoning the next bit of the reasoning
   * @return the chunk
   */
  public static AiMessageChunk ofReasoning(String reasoning) {
    return new AiMessageChunk("", reasoning, List.of(), null, null);
  }

  /**
   * Makes a chunk of tool calls.
   *
   * @param deltas the next bits of the calls
   * @return the chunk
   */
  public static AiMessageChunk ofToolCalls(ToolCallDelta... deltas) {
    return new AiMessageChunk("", "", List.of(deltas), null, null);
  }

  /**
   * Makes a chunk that says how the answer ended.
   *
   * @param finishReason why; null if the model does not tell
   * @param usage how many tokens it took; null if the model does not tell
   * @return the chunk
   */
  public static AiMessageChunk end(
      @Nullable FinishReason finishReason, @Nullable TokenUsage usage) {
    return new AiMessageChunk("", "", List.of(), usage, finishReason);
  }

  /**
   * Tells whether there is text; a conversion to text passes on only such chunks.
   *
   * @return whether the text is not empty
   */
  public boolean hasText() {
    return !text.isEmpty();
  }

  /**
   * Tells whether the chunk carries nothing at all.
   *
   * @return whether it is the same as no chunk
   */
  @Override
  public boolean isEmpty() {
    return text.isEmpty()
        && reasoning.isEmpty()
        && toolCalls.isEmpty()
        && usage == null
        && finishReason == null;
  }

  /**
   * Makes an empty accumulator. Texts and arguments are concatenated; of ids, names, usage and
   * finish reason the last one that is given counts. Pieces of tool calls are joined by what they
   * tell: see {@link ToolCallDelta}.
   *
   * @return the accumulator
   */
  @Override
  public Accumulator<AiMessageChunk, AiMessage> accumulator() {
    return new AiMessageAccumulator();
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return EventForms.chunk(this);
  }

  @Override
  public String toEventText() {
    return text;
  }
}
