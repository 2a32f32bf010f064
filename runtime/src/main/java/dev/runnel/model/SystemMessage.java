package dev.runnel.model;

import java.util.Objects;

/**
 * A message that tells the model how to behave.
 *
 * @param text what it says
 */
public record SystemMessage(String text) implements ChatMessage {
  /** Checks that there is a text. */
  public SystemMessage {
    Objects.requireNonNull(text, "A system message needs a text; it may be empty, but not null.");
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return EventForms.message("system", text);
  }
}
