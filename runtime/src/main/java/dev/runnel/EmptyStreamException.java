package dev.runnel;

import java.io.Serial;

/** Thrown where the whole of a stream is asked for that had no chunks, and so has no whole. */
public final class EmptyStreamException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message which step gave no chunk, and which one asked for the whole
   */
  public EmptyStreamException(String message) {
    super(message);
  }
}
