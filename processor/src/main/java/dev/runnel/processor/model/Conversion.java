package dev.runnel.processor.model;

/** Says what makes a value what is declared. */
public enum Conversion {
  /** Nothing: it is assignable. */
  NONE,
  /** {@code value.text()} of an {@code AiMessage} or {@code AiMessageChunk}. */
  MESSAGE_TEXT,
  /** {@code ChatPrompt.of(value)} of a {@code String}, message or list of messages. */
  TO_PROMPT
}
