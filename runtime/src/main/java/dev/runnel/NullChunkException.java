package dev.runnel;

import java.io.Serial;

/** Says that a step, a component or a caller gave null where a value is needed. */
public final class NullChunkException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes an error.
   *
   * @param message what was null, and which step gave it
   */
  public NullChunkException(String message) {
    super(message);
  }
}
