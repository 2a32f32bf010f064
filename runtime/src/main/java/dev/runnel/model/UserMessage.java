package dev.runnel.model;

import java.util.Objects;

/**
 * A message of the user.
 *
 * @param text what it says
 */
public record UserMessage(String text) implements ChatMessage {
  /** Checks that there is a text. */
  public UserMessage {
    Objects.requireNonNull(text, "A user message needs a text; it may be empty, but not null.");
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return EventForms.message("human", text);
  }
}
