package dev.runnel.model;

import java.util.List;
import java.util.Objects;

/**
 * What a tool gave: the content of a {@link ToolMessage}, or a part of a model's answer where the
 * provider ran the tool itself.
 *
 * @param callId the id of the {@link ToolCall} that it answers
 * @param name the name of the tool
 * @param parts what the tool gave, unmodifiable
 * @param failed whether it is the account of a failure
 * @param extras what a provider adds
 */
public record ToolResult(
    String callId, String name, List<MessagePart> parts, boolean failed, Extras extras)
    implements MessagePart {
  /** Checks that nothing is null, and copies the list. */
  public ToolResult {
    Objects.requireNonNull(callId, "A tool's result needs the id of the call that it answers.");
    Objects.requireNonNull(name, "A tool's result needs the name of the tool.");
    Objects.requireNonNull(extras, "Extras may be Extras.NONE, but not null.");
    parts = List.copyOf(parts);
  }

  /**
   * Makes a result that is text.
   *
   * @param call the call
   * @param text what the tool gave
   * @return the result
   */
  public static ToolResult of(ToolCall call, String text) {
    return new ToolResult(call.id(), call.name(), Parts.ofText(text), false, Extras.NONE);
  }

  /**
   * Makes a result of several parts, such as a text and a picture.
   *
   * @param call the call
   * @param parts what the tool gave
   * @return the result
   */
  public static ToolResult of(ToolCall call, List<? extends MessagePart> parts) {
    return new ToolResult(call.id(), call.name(), List.copyOf(parts), false, Extras.NONE);
  }

  /**
   * Makes the account of a failure.
   *
   * @param call the call
   * @param text what went wrong, in words for the model
   * @return the result
   */
  public static ToolResult failure(ToolCall call, String text) {
    return new ToolResult(call.id(), call.name(), Parts.ofText(text), true, Extras.NONE);
  }

  /**
   * Returns what the tool gave, as far as it is text.
   *
   * @return the text; empty where there is none
   */
  public String text() {
    return Parts.text(parts);
  }
}
