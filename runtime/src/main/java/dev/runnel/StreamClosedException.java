package dev.runnel;

import java.io.Serial;

/**
 * Says that a stream was closed: to a step that emits after its reader left, and to a reader that
 * reads after the stream was closed.
 */
public final class StreamClosedException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes an error.
   *
   * @param message which stream was closed
   */
  public StreamClosedException(String message) {
    super(message);
  }
}
