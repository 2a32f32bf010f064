package dev.runnel;

import java.time.Duration;
import java.util.Optional;

/**
 * Implemented by an exception that knows how long to wait before another attempt, such as that of
 * an HTTP client for the status 429 with a {@code Retry-After} header. It holds as well where that
 * exception is the cause of another one.
 *
 * <p>{@link RetryPolicy} waits this long in place of its own delay. It is still the policy that
 * says whether there is another attempt; there is none if the wait is longer than its {@code
 * maxDelay}. A hint that is negative, or that fails, counts as none.
 */
public interface RetryAfter {
  /**
   * Returns the wait that was asked for.
   *
   * @return the wait, zero or more; empty if nothing was said
   */
  Optional<Duration> retryAfter();
}
