package dev.runnel.model;

import java.util.List;
import java.util.Objects;

/**
 * A message that tells the model how to behave.
 *
 * @param parts what it says, unmodifiable
 * @param extras what a provider adds
 */
public record SystemMessage(List<MessagePart> parts, Extras extras) implements ChatMessage {
  /** Checks that there are parts, and copies the list. */
  public SystemMessage {
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
    parts = Parts.withoutEmpty(parts);
  }

  /**
   * Makes a message that is nothing but text.
   *
   * @param text what it says
   */
  public SystemMessage(String text) {
    this(
        Parts.ofText(
            Objects.requireNonNull(
                text, "A system message needs a text; it may be empty, but not null.")),
        Extras.NONE);
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return EventForms.message("system", this);
  }
}
