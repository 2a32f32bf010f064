package dev.runnel;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The base of the exceptions that Runnel itself throws. What a step throws passes as it is, a
 * checked exception in a {@link StepException}.
 *
 * <p>All of them can be serialised, with all that their accessors return.
 */
public class RunnelException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /**
   * Makes an exception.
   *
   * @param message what was wrong, where, and what to do
   */
  public RunnelException(String message) {
    super(message);
  }

  /**
   * Makes an exception that another one caused.
   *
   * @param message what was wrong, where, and what to do
   * @param cause the cause
   */
  public RunnelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
