package dev.runnel.model;

/** The reason why a model's answer ended. */
public enum FinishReason {
  /** The model had said all, or came to a stop text. */
  STOP,
  /** The answer reached its maximum of tokens: it is cut. */
  LENGTH,
  /** The model waits for the answers of the tools that it called. */
  TOOL_CALLS,
  /** The provider held the answer back. */
  CONTENT_FILTER,
  /** Some other reason. */
  OTHER
}
