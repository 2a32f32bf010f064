package dev.runnel.model;

import dev.runnel.event.EventPayload;

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
   * Returns what the message says.
   *
   * @return the text; empty where a message has none
   */
  String text();

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
}
