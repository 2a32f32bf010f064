package dev.runnel.processor.model;

/** Says what makes a value what is declared. */
public enum Conversion {
  /** Nothing: it is assignable. */
  NONE,
  /** {@code value.text()} of a model's message or an agent's answer. */
  MESSAGE_TEXT,
  /** {@code chunk.text()} of a chunk of one, where it has text. */
  CHUNK_TEXT,
  /** {@code ChatPrompt.of(value)} of a {@code String}, message or list of messages. */
  TO_PROMPT;

  /** Tells whether it gives the text of a message or of a chunk of one. */
  public boolean isText() {
    return this == MESSAGE_TEXT || this == CHUNK_TEXT;
  }
}
