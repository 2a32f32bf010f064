package dev.runnel.remote;

import dev.runnel.RetryAfter;
import dev.runnel.RunnelException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says that a run on another server failed, was refused, or was cut off. What it streamed before
 * stays streamed.
 */
public final class RemoteRunException extends RunnelException implements RetryAfter {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable Duration retryAfter;

  RemoteRunException(
      String message, int status, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /**
   * Returns the HTTP status.
   *
   * @return the status; 200 where the run failed after it had begun to stream, 0 where the server
   *     could not be reached
   */
  public int status() {
    return status;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
