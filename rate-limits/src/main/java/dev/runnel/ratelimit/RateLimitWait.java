package dev.runnel.ratelimit;

/**
 * The payload of the custom event {@code rate_limit_wait}: the run has waited for its limiter, and
 * asks now.
 *
 * @param millis how long it has waited, in milliseconds
 */
public record RateLimitWait(long millis) {
  /** The name of the event. */
  public static final String NAME = "rate_limit_wait";
}
