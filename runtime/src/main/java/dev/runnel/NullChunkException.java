package dev.runnel;

import java.io.Serial;

/** Thrown where a step, a component or a caller gives null where a value is needed. */
public final class NullChunkException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what was null, and which step gave it
   */
  public NullChunkException(String message) {
    super(message);
  }
}
