package dev.runnel;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Is the base of the errors that Runnel itself reports; errors of a step pass as they are. */
public class RunnelException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes an error.
   *
   * @param message what was wrong, where, and what to do
   */
  public RunnelException(String message) {
    super(message);
  }

  /**
   * Makes an error that another one caused.
   *
   * @param message what was wrong, where, and what to do
   * @param cause the cause
   */
  public RunnelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
