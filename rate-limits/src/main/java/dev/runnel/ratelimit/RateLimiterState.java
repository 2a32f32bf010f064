package dev.runnel.ratelimit;

import java.time.Duration;

/**
 * How a limiter stands at a moment.
 *
 * @param waiting how many runs wait
 * @param share the share of its limit that it uses: 1, or less after refusals
 * @param pause how long nothing is sent from now on; zero unless the provider has refused
 */
public record RateLimiterState(int waiting, double share, Duration pause) {}
