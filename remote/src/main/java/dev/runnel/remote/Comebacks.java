package dev.runnel.remote;

import dev.runnel.RetryPolicy;
import java.time.Duration;

/**
 * How often and for how long a connection that broke is made again, where the server keeps the
 * stream.
 *
 * @param policy the attempts in a row that bring no event, the one that broke among them, and the
 *     waits between them
 * @param within for how long after a break
 */
record Comebacks(RetryPolicy policy, Duration within) {
  /** Five attempts in a row, within half a minute. */
  static final Comebacks DEFAULT =
      new Comebacks(
          RetryPolicy.ofAttempts(5)
              .withDelay(Duration.ofMillis(250))
              .withMaxDelay(Duration.ofSeconds(5)),
          Duration.ofSeconds(30));

  Comebacks {
    if (within.isNegative()) {
      throw new IllegalArgumentException(
          "A connection is made again within " + within + ", which is less than zero.");
    }
  }
}
