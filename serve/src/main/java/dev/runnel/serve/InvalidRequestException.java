package dev.runnel.serve;

import dev.runnel.RunnelException;

/** A request that cannot be answered: says what is wrong with it, and where. */
public final class InvalidRequestException extends RunnelException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String pointer;
  private final String reason;

  /**
   * Makes the exception.
   *
   * @param status the HTTP status, of the kind 4xx
   * @param pointer the JSON pointer (RFC 6901) to what is wrong within the body; empty for all of
   *     it
   * @param message what is wrong, and what to do
   */
  public InvalidRequestException(int status, String pointer, String message) {
    super(message);
    this.status = status;
    this.pointer = pointer;
    this.reason = message;
  }

  /**
   * Makes the exception for a body that does not fit.
   *
   * @param pointer the JSON pointer to what is wrong within the body
   * @param message what is wrong, and what to do
   * @return the exception, with status 422
   */
  public static InvalidRequestException at(String pointer, String message) {
    return new InvalidRequestException(422, pointer, message);
  }

  /**
   * Returns the HTTP status.
   *
   * @return the status
   */
  public int status() {
    return status;
  }

  /**
   * Returns what is wrong, and what to do.
   *
   * @return the message
   */
  public String reason() {
    return reason;
  }

  /**
   * Returns where the fault is.
   *
   * @return a JSON pointer into the body; empty for all of it
   */
  public String pointer() {
    return pointer;
  }
}
