package dev.runnel.model;

import dev.runnel.Accumulator;
import dev.runnel.Additive;
import dev.runnel.Textual;
import dev.runnel.event.EventPayload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a model's answer; the pieces add up to one {@link AiMessage}.
 *
 * <p>A chunk may hold a bit of text, of reasoning, of tool calls, the usage, the finish reason, any
 * of them together, or nothing. Immutable and thread-safe.
 *
 * @param parts the next bits of the answer's parts, in their order, unmodifiable; what says nothing
 *     is left out
 * @param info what this chunk tells about the answer
 * @param extras what the provider adds to the answer
 */
public record AiMessageChunk(List<ChunkPart> parts, AnswerInfo info, Extras extras)
    implements Additive<AiMessageChunk, AiMessage>, Textual, EventPayload {
  /** Checks that nothing is null, and copies the list. */
  public AiMessageChunk {
    Objects.requireNonNull(info, "A chunk's info may be AnswerInfo.NONE, but not null.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
    parts = Parts.withoutEmpty(parts);
  }

  /**
   * Makes a chunk of reasoning, then text, then tool calls.
   *
   * @param text the next bit of the text; often empty
   * @param reasoning the next bit of the reasoning; often empty
   * @param toolCalls the next bits of tool calls
   * @param usage how many tokens the answer took so far; null if this chunk does not tell
   * @param finishReason why the answer ended; null if this chunk does not tell
   */
  public AiMessageChunk(
      String text,
      String reasoning,
      List<ToolCallDelta> toolCalls,
      @Nullable TokenUsage usage,
      @Nullable FinishReason finishReason) {
    this(partsOf(text, reasoning, toolCalls), AnswerInfo.of(finishReason, usage), Extras.NONE);
  }

  private static List<ChunkPart> partsOf(
      String text, String reasoning, List<ToolCallDelta> toolCalls) {
    Objects.requireNonNull(text, "A chunk's text may be empty, but not null.");
    Objects.requireNonNull(reasoning, "A chunk's reasoning may be empty, but not null.");
    List<ChunkPart> parts = new ArrayList<>();
    parts.add(new Reasoning(reasoning));
    parts.add(new TextPart(text));
    parts.addAll(toolCalls);
    return parts;
  }

  /**
   * Makes a chunk of parts.
   *
   * @param parts the next bits of the answer's parts, in their order
   * @return the chunk
   */
  public static AiMessageChunk of(ChunkPart... parts) {
    return new AiMessageChunk(List.of(parts), AnswerInfo.NONE, Extras.NONE);
  }

  /**
   * Makes a chunk of text.
   *
   * @param text the next bit of the text
   * @return the chunk
   */
  public static AiMessageChunk ofText(String text) {
    return of(new TextPart(text));
  }

  /**
   * Makes a chunk of reasoning.
   *
   * @param reasoning the next bit of the reasoning
   * @return the chunk
   */
  public static AiMessageChunk ofReasoning(String reasoning) {
    return of(new Reasoning(reasoning));
  }

  /**
   * Makes a chunk of tool calls.
   *
   * @param deltas the next bits of the calls
   * @return the chunk
   */
  public static AiMessageChunk ofToolCalls(ToolCallDelta... deltas) {
    return of(deltas);
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
    return ofInfo(AnswerInfo.of(finishReason, usage));
  }

  /**
   * Makes a chunk that tells something about the answer.
   *
   * @param info what it tells
   * @return the chunk
   */
  public static AiMessageChunk ofInfo(AnswerInfo info) {
    return new AiMessageChunk(List.of(), info, Extras.NONE);
  }

  /**
   * Returns the next bit of the text.
   *
   * @return the text; often empty
   */
  @Override
  public String text() {
    return Parts.text(parts);
  }

  /**
   * Returns the next bit of the reasoning.
   *
   * @return the reasoning; often empty
   */
  public String reasoning() {
    return Parts.reasoning(parts);
  }

  /**
   * Returns the next bits of tool calls.
   *
   * @return the bits, unmodifiable; a whole call as one bit
   */
  public List<ToolCallDelta> toolCalls() {
    List<ToolCallDelta> deltas = new ArrayList<>();
    for (ChunkPart part : parts) {
      if (part instanceof ToolCallDelta delta) {
        deltas.add(delta);
      } else if (part instanceof ToolCall call) {
        deltas.add(
            new ToolCallDelta(
                deltas.size(), call.id(), call.name(), call.arguments(), call.extras()));
      }
    }
    return List.copyOf(deltas);
  }

  /**
   * Returns how many tokens the answer took so far.
   *
   * @return the numbers; null if this chunk does not tell
   */
  public @Nullable TokenUsage usage() {
    return info.usage();
  }

  /**
   * Returns why the answer ended.
   *
   * @return the reason; null if this chunk does not tell
   */
  public @Nullable FinishReason finishReason() {
    return info.finishReason();
  }

  /**
   * Tells whether there is text; a conversion to text passes on only such chunks.
   *
   * @return whether the text is not empty
   */
  @Override
  public boolean hasText() {
    for (ChunkPart part : parts) {
      if (part instanceof TextPart text && !text.text().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Tells whether the chunk carries nothing that a reader could have used: no part, no usage and no
   * finish reason.
   *
   * @return whether it does
   */
  @Override
  public boolean isEmpty() {
    return parts.isEmpty() && usage() == null && finishReason() == null;
  }

  /**
   * Makes an empty accumulator. Texts and arguments are concatenated; of ids, names, usage and
   * finish reason the last one that is given counts. Parts keep their order. Pieces of tool calls
   * are joined by what they tell: see {@link ToolCallDelta}.
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
    return text();
  }
}
