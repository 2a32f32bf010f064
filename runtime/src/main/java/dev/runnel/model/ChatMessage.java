package dev.runnel.model;

import dev.runnel.event.EventPayload;
import java.util.ArrayList;
import java.util.List;

/**
 * One message of a conversation with a model.
 *
 * <p>Immutable and thread-safe, as all kinds are.
 *
 * <pre>{@code
 * List<ChatMessage> history =
 *     List.of(ChatMessage.user("Hello"), ChatMessage.ai("Hello! What can I do for you?"));
 * }</pre>
 */
public sealed interface ChatMessage extends EventPayload
    permits SystemMessage, UserMessage, AiMessage, ToolMessage {
  /**
   * Returns what the message holds.
   *
   * @return the parts in their order, unmodifiable
   */
  List<MessagePart> parts();

  /**
   * Returns what a provider adds to the message.
   *
   * @return the extras; often none
   */
  Extras extras();

  /**
   * Returns what the message says, as far as it is text.
   *
   * @return the texts of all parts, joined; empty where a message has none
   */
  default String text() {
    return Parts.text(parts());
  }

  /**
   * Makes a message that tells the model how to behave.
   *
   * @param text what it says
   * @return the message
   */
  static SystemMessage system(String text) {
    return new SystemMessage(text);
  }

  /**
   * Makes a message of the user.
   *
   * @param text what it says
   * @return the message
   */
  static UserMessage user(String text) {
    return new UserMessage(text);
  }

  /**
   * Makes a message of the user with media.
   *
   * @param text what it says
   * @param media what comes with it, such as a picture
   * @return the message
   */
  static UserMessage user(String text, Media... media) {
    List<MessagePart> parts = new ArrayList<>();
    parts.add(new TextPart(text));
    parts.addAll(List.of(media));
    return new UserMessage(parts);
  }

  /**
   * Makes a message of the user of parts.
   *
   * @param first the first part
   * @param more the other parts, in their order
   * @return the message
   */
  static UserMessage user(MessagePart first, MessagePart... more) {
    List<MessagePart> parts = new ArrayList<>();
    parts.add(first);
    parts.addAll(List.of(more));
    return new UserMessage(parts);
  }

  /**
   * Makes a message of the model that is nothing but text.
   *
   * @param text what it says
   * @return the message
   */
  static AiMessage ai(String text) {
    return new AiMessage(text);
  }

  /**
   * Makes the answer to a model's tool call.
   *
   * @param call the call
   * @param text what the tool gave
   * @return the message
   */
  static ToolMessage tool(ToolCall call, String text) {
    return new ToolMessage(call.id(), call.name(), text);
  }

  /**
   * Makes a message of what a tool gave.
   *
   * @param result what it gave: parts, or the account of a failure
   * @return the message
   */
  static ToolMessage tool(ToolResult result) {
    return new ToolMessage(result);
  }
}
