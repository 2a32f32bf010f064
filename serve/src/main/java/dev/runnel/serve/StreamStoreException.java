package dev.runnel.serve;

import dev.runnel.RunnelException;

/**
 * A store does not keep a stream, or cannot say what it has kept. Clients are told the message, so
 * it says nothing that is private, such as the address of a server.
 */
public final class StreamStoreException extends RunnelException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message why; a whole sentence
   */
  public StreamStoreException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message why; a whole sentence
   * @param cause what went wrong
   */
  public StreamStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
