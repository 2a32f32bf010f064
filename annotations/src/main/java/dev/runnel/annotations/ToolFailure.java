package dev.runnel.annotations;

/**
 * What happens when a tool fails. A stack trace is never told, and arguments that do not fit are
 * always told to the model with their reasons: it wrote them.
 */
public enum ToolFailure {
  /** The model is told that the tool has failed, and nothing of why. */
  FIXED_TEXT,
  /** The model is told the exception's message. */
  MESSAGE,
  /** The model is told nothing: the exception ends the run that called the tool. */
  END_RUN
}
