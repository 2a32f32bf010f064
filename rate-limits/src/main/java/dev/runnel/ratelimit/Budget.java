package dev.runnel.ratelimit;

import java.time.Duration;

/**
 * What may be sent now, and when more may be: by the limit, by the refusals of the provider, and by
 * the share of the limit that is used since then. Not thread-safe.
 *
 * <p>After a refusal nothing is sent for a while, and then at half the rate. Each {@link #STEP}
 * without a refusal gives an eighth of the limit back.
 */
final class Budget {
  static final Duration STEP = Duration.ofSeconds(15);

  /** Longer than anybody waits, and far from what a time in nanoseconds can hold. */
  private static final Duration LONGEST_PAUSE = Duration.ofDays(36_500);

  private static final double STEP_SHARE = 1 / 8.0;
  private static final double LEAST_SHARE = 1 / 16.0;

  private final Bucket requests;
  private final Bucket tokens;
  private long now;
  private long pausedUntil;
  private long nextStep;
  private double share = 1;

  Budget(RateLimit limit, long now) {
    double burst = limit.burst().toNanos();
    this.requests = new Bucket(limit.requests(), burst);
    this.tokens = new Bucket(limit.tokens(), burst);
    this.now = now;
    this.pausedUntil = now;
  }

  void passTo(long time) {
    while (share < 1 && nextStep - time <= 0) {
      fill(nextStep);
      share = Math.min(1, share + STEP_SHARE);
      nextStep += STEP.toNanos();
    }
    fill(time);
  }

  private void fill(long until) {
    if (until - now > 0) {
      requests.pass((until - now) * share);
      tokens.pass((until - now) * share);
      now = until;
    }
  }

  /** Returns how long to wait before a request may be sent, or before to ask again. */
  long nanosUntil(double estimate) {
    long pause = Math.max(0, pausedUntil - now);
    double needed = Math.max(requests.nanosUntil(1), tokens.nanosUntil(estimate)) / share;
    boolean soonFaster = share < 1 && needed > nextStep - now;
    return Math.max(pause, soonFaster ? Math.max(1, nextStep - now) : (long) Math.ceil(needed));
  }

  void take(double estimate) {
    requests.take(1);
    tokens.take(estimate);
  }

  void takeTokens(double more) {
    tokens.take(more);
  }

  /**
   * Stops for a while.
   *
   * @param halves whether to go on at half the rate
   */
  void refused(Duration asked, boolean halves) {
    long pauseNanos = (asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE).toNanos();
    if (now + pauseNanos - pausedUntil > 0) {
      pausedUntil = now + pauseNanos;
    }
    if (halves) {
      share = Math.max(LEAST_SHARE, share / 2);
    }
    nextStep = pausedUntil + STEP.toNanos();
  }

  double share() {
    return share;
  }

  Duration pause() {
    return Duration.ofNanos(Math.max(0, pausedUntil - now));
  }
}
