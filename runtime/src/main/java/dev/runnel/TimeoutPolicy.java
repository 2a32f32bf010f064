package dev.runnel;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits how long a run may take: in all, until its first chunk, and from chunk to chunk.
 *
 * <p>A run that reaches a limit is cancelled: its source is closed, and whoever is inside is
 * interrupted. Its reader gets a {@link RunTimeoutException}. The time between chunks is what the
 * reader waits for the source; the reader's own time does not count. It does in the total. Where a
 * run is handed to an executor, as by {@link Runnel#invokeAsync}, the time that it waits there
 * counts.
 *
 * <pre>{@code
 * model.withTimeout(TimeoutPolicy.ofFirstChunk(Duration.ofSeconds(10))
 *     .withBetweenChunks(Duration.ofSeconds(5)));
 * }</pre>
 *
 * <p>Immutable; each {@code with} method returns a copy.
 */
public final class TimeoutPolicy {
  private static final TimeoutPolicy NONE = new TimeoutPolicy(null, null, null);

  private final @Nullable Duration total;
  private final @Nullable Duration firstChunk;
  private final @Nullable Duration betweenChunks;

  private TimeoutPolicy(
      @Nullable Duration total, @Nullable Duration firstChunk, @Nullable Duration betweenChunks) {
    this.total = total;
    this.firstChunk = firstChunk;
    this.betweenChunks = betweenChunks;
  }

  /**
   * Limits the whole run.
   *
   * @param limit the longest time from the start to the end; more than zero
   * @return a policy
   */
  public static TimeoutPolicy ofTotal(Duration limit) {
    return NONE.withTotal(limit);
  }

  /**
   * Limits the wait for the first chunk.
   *
   * @param limit the longest time from the start to the first chunk, or to the end of a run without
   *     chunks; more than zero
   * @return a policy
   */
  public static TimeoutPolicy ofFirstChunk(Duration limit) {
    return NONE.withFirstChunk(limit);
  }

  /**
   * Limits the wait for each chunk after the first one.
   *
   * @param limit the longest time that the reader waits; more than zero
   * @return a policy
   */
  public static TimeoutPolicy ofBetweenChunks(Duration limit) {
    return NONE.withBetweenChunks(limit);
  }

  /**
   * Limits the whole run.
   *
   * @param limit the longest time from the start to the end; more than zero
   * @return a copy
   */
  public TimeoutPolicy withTotal(Duration limit) {
    return new TimeoutPolicy(positive("total", limit), firstChunk, betweenChunks);
  }

  /**
   * Limits the wait for the first chunk.
   *
   * @param limit the longest time from the start to the first chunk, or to the end of a run without
   *     chunks; more than zero
   * @return a copy
   */
  public TimeoutPolicy withFirstChunk(Duration limit) {
    return new TimeoutPolicy(total, positive("firstChunk", limit), betweenChunks);
  }

  /**
   * Limits the wait for each chunk after the first one.
   *
   * @param limit the longest time that the reader waits; more than zero
   * @return a copy
   */
  public TimeoutPolicy withBetweenChunks(Duration limit) {
    return new TimeoutPolicy(total, firstChunk, positive("betweenChunks", limit));
  }

  /**
   * Adds the limits of another policy. Where both limit the same, the shorter time holds.
   *
   * @param other the other policy
   * @return a policy that limits what either of the two does
   */
  public TimeoutPolicy and(TimeoutPolicy other) {
    return new TimeoutPolicy(
        shorter(total, other.total),
        shorter(firstChunk, other.firstChunk),
        shorter(betweenChunks, other.betweenChunks));
  }

  private static @Nullable Duration shorter(@Nullable Duration one, @Nullable Duration other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static Duration positive(String name, Duration limit) {
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException(
          "The limit " + name + " is " + limit + ", but it must be more than zero.");
    }
    return limit;
  }

  /**
   * Returns the limit of the whole run.
   *
   * @return the limit; empty for none
   */
  public Optional<Duration> total() {
    return Optional.ofNullable(total);
  }

  /**
   * Returns the limit until the first chunk.
   *
   * @return the limit; empty for none
   */
  public Optional<Duration> firstChunk() {
    return Optional.ofNullable(firstChunk);
  }

  /**
   * Returns the limit from chunk to chunk.
   *
   * @return the limit; empty for none
   */
  public Optional<Duration> betweenChunks() {
    return Optional.ofNullable(betweenChunks);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TimeoutPolicy policy
        && total().equals(policy.total())
        && firstChunk().equals(policy.firstChunk())
        && betweenChunks().equals(policy.betweenChunks());
  }

  @Override
  public int hashCode() {
    return total().hashCode() * 961 + firstChunk().hashCode() * 31 + betweenChunks().hashCode();
  }

  @Override
  public String toString() {
    return "TimeoutPolicy[total=%s, firstChunk=%s, betweenChunks=%s]"
        .formatted(total, firstChunk, betweenChunks);
  }
}
