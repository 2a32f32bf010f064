package dev.runnel.model;

import java.util.List;

/** Counts how many tokens a message takes, as a model's tokenizer would, or nearly so. */
@FunctionalInterface
public interface TokenCounter {
  /**
   * Counts the tokens of one message, with what it costs beside its text.
   *
   * @param message the message
   * @return the tokens, 0 or more
   */
  long count(ChatMessage message);

  /**
   * Makes a counter that knows no model: four characters are a token, media are 1,000, and a
   * message costs 4 beside its parts.
   *
   * @return the counter
   */
  static TokenCounter estimate() {
    return message -> 4 + (estimated(message.parts()) + 3) / 4;
  }

  /** Estimates the characters. */
  private static long estimated(List<MessagePart> parts) {
    long characters = 0;
    for (MessagePart part : parts) {
      characters += estimated(part);
    }
    return characters;
  }

  private static long estimated(MessagePart part) {
    if (part instanceof TextPart text) {
      return text.text().length();
    }
    if (part instanceof Reasoning reasoning) {
      String signature = reasoning.signature();
      return (long) reasoning.text().length() + (signature == null ? 0 : signature.length());
    }
    if (part instanceof ToolCall call) {
      return (long) call.name().length() + call.arguments().length();
    }
    if (part instanceof ToolResult result) {
      return estimated(result.parts());
    }
    if (part instanceof Refusal refusal) {
      return refusal.text().length();
    }
    return part instanceof OtherPart other
        ? other.json().length()
        : part instanceof Media ? 4000 : 0;
  }
}
