/**
 * Models that keep to requests and tokens per minute. Start at {@link
 * dev.runnel.ratelimit.RateLimiter}.
 */
@NullMarked
package dev.runnel.ratelimit;

import org.jspecify.annotations.NullMarked;
