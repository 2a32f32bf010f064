package dev.runnel.batch;

import dev.runnel.RunnelException;
import java.io.Serial;

/**
 * Thrown where a journal cannot be read or written, or belongs to another batch. What was written
 * before stays: run the batch again when the cause is gone, and it goes on from there.
 */
public final class JournalException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what is wrong, where, and what to do
   */
  public JournalException(String message) {
    super(message);
  }

  /**
   * Makes an exception with a cause.
   *
   * @param message what is wrong, where, and what to do
   * @param cause why
   */
  public JournalException(String message, Throwable cause) {
    super(message, cause);
  }
}
