package dev.runnel.ratelimit;

import dev.runnel.RetryAfter;
import java.time.Duration;
import java.util.Optional;

/** What a provider's client throws for the status 429. */
final class Refused extends RuntimeException implements RetryAfter {
  private static final long serialVersionUID = 1L;

  private final Duration wait;

  Refused(Duration wait) {
    super("429 Too Many Requests");
    this.wait = wait;
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.of(wait);
  }
}
