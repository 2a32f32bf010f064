package dev.runnel;

import java.io.Serial;

/**
 * Thrown where a stream was closed: to a step that emits after its reader has left, and to a reader
 * that reads after the stream was closed.
 */
public final class StreamClosedException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message which stream was closed
   */
  public StreamClosedException(String message) {
    super(message);
  }
}
