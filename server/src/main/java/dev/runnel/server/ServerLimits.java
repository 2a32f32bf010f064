package dev.runnel.server;

import java.time.Duration;

/**
 * The limits of a server. Immutable; each {@code with} method returns a copy.
 *
 * @param maxBody how many bytes a request's body may have; larger ones get 413
 * @param maxRuns how many runs may be open; what comes beyond gets 503
 * @param grace how long a server that stops waits for open runs to end
 * @param transferTime how long a client may take to send the body of its request, which then gets
 *     408 or a broken connection; and how long to take an answer that does not stream
 */
public record ServerLimits(int maxBody, int maxRuns, Duration grace, Duration transferTime) {
  /** Bodies of 4 MiB, 4,096 runs, 10 s of grace, a minute to transfer a body. */
  public static final ServerLimits DEFAULT =
      new ServerLimits(4 * 1024 * 1024, 4_096, Duration.ofSeconds(10), Duration.ofMinutes(1));

  /** Checks the limits. */
  public ServerLimits {
    if (maxBody < 0) {
      throw new IllegalArgumentException(
          "A body has 0 bytes or more, but at most " + maxBody + " are allowed.");
    }
    if (maxRuns < 1) {
      throw new IllegalArgumentException(
          "At least 1 run must be allowed, but " + maxRuns + " are.");
    }
    if (grace.isNegative()) {
      throw new IllegalArgumentException("The grace time is " + grace + ", less than zero.");
    }
    if (transferTime.isNegative() || transferTime.isZero()) {
      throw new IllegalArgumentException(
          "The time to transfer a body is " + transferTime + ", but it must be more than zero.");
    }
  }

  /**
   * Sets how many bytes a request's body may have.
   *
   * @param maxBody the number of bytes
   * @return a copy
   */
  public ServerLimits withMaxBody(int maxBody) {
    return new ServerLimits(maxBody, maxRuns, grace, transferTime);
  }

  /**
   * Sets how many runs may be open at the same time.
   *
   * @param maxRuns the number, 1 or more
   * @return a copy
   */
  public ServerLimits withMaxRuns(int maxRuns) {
    return new ServerLimits(maxBody, maxRuns, grace, transferTime);
  }

  /**
   * Sets how long a server that stops waits for open runs to end.
   *
   * @param grace the time
   * @return a copy
   */
  public ServerLimits withGrace(Duration grace) {
    return new ServerLimits(maxBody, maxRuns, grace, transferTime);
  }

  /**
   * Sets how long a client may take to send the body of its request, or to take an answer that does
   * not stream.
   *
   * @param transferTime the time, more than zero
   * @return a copy
   */
  public ServerLimits withTransferTime(Duration transferTime) {
    return new ServerLimits(maxBody, maxRuns, grace, transferTime);
  }
}
