package dev.runnel;

import java.io.Serial;

/**
 * Holds a checked exception of a step, so that it can pass through methods that declare none.
 *
 * <p>{@link #getCause()} is the exception that the step threw. Unchecked exceptions are not
 * wrapped.
 */
public final class StepException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  private final String step;

  /**
   * Wraps a checked exception.
   *
   * @param step the name of the step
   * @param cause the checked exception
   */
  public StepException(String step, Exception cause) {
    super("Step '" + step + "' failed: " + cause, cause);
    this.step = step;
  }

  /**
   * Returns the step that failed.
   *
   * @return its name
   */
  public String step() {
    return step;
  }
}
