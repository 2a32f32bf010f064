package dev.runnel.model;

import java.util.Objects;

/**
 * A message that tells the model what a tool gave.
 *
 * @param callId the id of the {@link ToolCall} that it answers
 * @param name the name of the tool
 * @param text what the tool gave
 */
public record ToolMessage(String callId, String name, String text) implements ChatMessage {
  /** Checks that nothing is null. */
  public ToolMessage {
    Objects.requireNonNull(callId, "A tool message needs the id of the call that it answers.");
    Objects.requireNonNull(name, "A tool message needs the name of the tool.");
    Objects.requireNonNull(text, "A tool message needs a text; it may be empty, but not null.");
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return EventForms.answer(this);
  }
}
