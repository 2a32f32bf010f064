package dev.runnel.model;

import dev.runnel.Textual;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model's whole answer: what its {@linkplain AiMessageChunk chunks} add up to.
 *
 * @param parts text, reasoning, tool calls and what else it holds, in the order in which they came,
 *     unmodifiable; a part that says nothing is left out
 * @param info what is known about the answer beside its parts
 * @param extras what its provider adds
 */
public record AiMessage(List<MessagePart> parts, AnswerInfo info, Extras extras)
    implements ChatMessage, Textual, Answered {
  /** Checks that nothing is null, and copies the list. */
  public AiMessage {
    Objects.requireNonNull(info, "An answer's info may be AnswerInfo.NONE, but not null.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
    parts = Parts.withoutEmpty(parts);
  }

  /**
   * Makes a message of parts.
   *
   * @param parts the parts, in their order
   */
  public AiMessage(List<? extends MessagePart> parts) {
    this(List.copyOf(parts), AnswerInfo.NONE, Extras.NONE);
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
   * Makes a message of reasoning, then text, then tool calls.
   *
   * @param text what it says; empty if it only calls tools
   * @param reasoning what the model thought before it answered; empty if it does not tell
   * @param toolCalls the tools that it asks for
   * @param usage how many tokens it took; null if the model does not tell
   * @param finishReason why it ended; null if the model does not tell
   */
  public AiMessage(
      String text,
      String reasoning,
      List<ToolCall> toolCalls,
      @Nullable TokenUsage usage,
      @Nullable FinishReason finishReason) {
    this(partsOf(text, reasoning, toolCalls), AnswerInfo.of(finishReason, usage), Extras.NONE);
  }

  private static List<MessagePart> partsOf(
      String text, String reasoning, List<ToolCall> toolCalls) {
    Objects.requireNonNull(text, "A model's message needs a text; it may be empty, but not null.");
    Objects.requireNonNull(reasoning, "A model's reasoning may be empty, but not null.");
    List<MessagePart> parts = new ArrayList<>();
    parts.add(new Reasoning(reasoning));
    parts.add(new TextPart(text));
    parts.addAll(toolCalls);
    return parts;
  }

  @Override
  public String text() {
    return Parts.text(parts);
  }

  /**
   * Returns what the model thought.
   *
   * @return the texts of all its reasoning, joined; empty if it does not tell
   */
  public String reasoning() {
    return Parts.reasoning(parts);
  }

  /**
   * Returns the tools that the model asks for.
   *
   * @return the calls in their order, unmodifiable; those that the provider ran itself included
   */
  public List<ToolCall> toolCalls() {
    return Parts.of(parts, ToolCall.class);
  }

  /**
   * Returns the model's refusal to answer.
   *
   * @return what it says; empty if it did not refuse
   */
  public String refusal() {
    return Parts.refusal(parts);
  }

  /**
   * Returns how many tokens the answer took.
   *
   * @return the numbers; null if the model does not tell
   */
  public @Nullable TokenUsage usage() {
    return info.usage();
  }

  /**
   * Returns why the answer ended.
   *
   * @return the reason; null if the model does not tell
   */
  public @Nullable FinishReason finishReason() {
    return info.finishReason();
  }

  @Override
  public List<ChatMessage> newMessages() {
    return List.of(this);
  }

  /**
   * Gives the message as one chunk, which adds up to this message again.
   *
   * @return the chunk
   */
  public AiMessageChunk toChunk() {
    List<ChunkPart> pieces = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      MessagePart part = parts.get(i);
      pieces.add(part);
      boolean isFollowed = i + 1 < parts.size();
      // Reasoning is open for a signature that comes later.
      if (isFollowed
          && (part instanceof Reasoning || part.getClass() == parts.get(i + 1).getClass())) {
        pieces.add(new PartEnd());
      }
    }
    return new AiMessageChunk(pieces, info, extras);
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
