/**
 * Streams of runs in Redis, for clients that come back to any server. Start at {@link
 * dev.runnel.redis.RedisStreamStore}.
 */
@NullMarked
package dev.runnel.redis;

import org.jspecify.annotations.NullMarked;
