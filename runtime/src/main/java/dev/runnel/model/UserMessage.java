package dev.runnel.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message of the user.
 *
 * @param parts text, media, and what else the user gives, in their order, unmodifiable
 * @param name who of several users says it; null if there is one
 * @param extras what a provider adds
 */
public record UserMessage(List<MessagePart> parts, @Nullable String name, Extras extras)
    implements ChatMessage {
  /** Checks that there are parts, and copies the list. */
  public UserMessage {
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
    parts = Parts.withoutEmpty(parts);
  }

  /**
   * Makes a message of parts.
   *
   * @param parts the parts, in their order
   */
  public UserMessage(List<? extends MessagePart> parts) {
    this(List.copyOf(parts), null, Extras.NONE);
  }

  /**
   * Makes a message that is nothing but text.
   *
   * @param text what it says
   */
  public UserMessage(String text) {
    this(
        Parts.ofText(
            Objects.requireNonNull(
                text, "A user message needs a text; it may be empty, but not null.")));
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return EventForms.message("human", this);
  }
}
