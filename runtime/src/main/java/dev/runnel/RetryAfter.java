package dev.runnel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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

  /**
   * Returns the wait that an error asks for, or else the first of its causes that does.
   *
   * @param error the error
   * @return the wait; empty if nothing was said that can be read
   */
  static Optional<Duration> of(Throwable error) {
    int deepest = 16; // causes may lead back to themselves
    @Nullable Throwable each = error;
    for (int depth = 0; each != null && depth < deepest; depth++) {
      Optional<Duration> asked =
          each instanceof RetryAfter hint ? read(hint, error) : Optional.empty();
      if (asked.isPresent()) {
        return asked;
      }
      each = each.getCause();
    }
    return Optional.empty();
  }

  /** Reads a hint. One that cannot be read must not hide the error that bears it. */
  @SuppressWarnings("OptionalAssignedToNull") // implementations are not ours
  private static Optional<Duration> read(RetryAfter hint, Throwable error) {
    Optional<Duration> asked;
    try {
      asked = hint.retryAfter();
    } catch (RuntimeException failing) {
      if (failing != error) {
        error.addSuppressed(failing);
      }
      return Optional.empty();
    }
    return asked == null ? Optional.empty() : asked.filter(wait -> !wait.isNegative());
  }
}
