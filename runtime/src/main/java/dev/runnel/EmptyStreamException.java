package dev.runnel;

import java.io.Serial;

/** Says that a step asked for the whole of a stream that had no chunks and so has no whole. */
public final class EmptyStreamException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes an error.
   *
   * @param message which step gave no chunk, and which one asked for the whole
   */
  public EmptyStreamException(String message) {
    super(message);
  }
}
