package dev.runnel.model;

import java.util.List;
import java.util.Objects;

/**
 * A message that tells the model what a tool gave.
 *
 * @param result what the tool gave
 * @param extras what a provider adds
 */
public record ToolMessage(ToolResult result, Extras extras) implements ChatMessage {
  /** Checks that nothing is null. */
  public ToolMessage {
    Objects.requireNonNull(result, "A tool message needs the result of a tool.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
  }

  /**
   * Makes a message without extras.
   *
   * @param result what the tool gave
   */
  public ToolMessage(ToolResult result) {
    this(result, Extras.NONE);
  }

  /**
   * Makes a message that is nothing but text.
   *
   * @param callId the id of the {@link ToolCall} that it answers
   * @param name the name of the tool
   * @param text what the tool gave
   */
  public ToolMessage(String callId, String name, String text) {
    this(
        new ToolResult(
            callId,
            name,
            Parts.ofText(
                Objects.requireNonNull(
                    text, "A tool message needs a text; it may be empty, but not null.")),
            false,
            Extras.NONE));
  }

  /**
   * Returns the id of the call that it answers.
   *
   * @return the id of the {@link ToolCall}; empty if the model gave none
   */
  public String callId() {
    return result.callId();
  }

  /**
   * Returns the name of the tool.
   *
   * @return the name
   */
  public String name() {
    return result.name();
  }

  /**
   * Tells whether it is the account of a failure.
   *
   * @return whether the tool failed
   */
  public boolean failed() {
    return result.failed();
  }

  @Override
  public List<MessagePart> parts() {
    return List.of(result);
  }

  @Override
  public String text() {
    return result.text();
  }

  @Override
  public Object toEventPayload(boolean streamed) {
    return EventForms.answer(this);
  }
}
