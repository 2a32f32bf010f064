package dev.runnel;

import java.io.Serial;
import java.time.Duration;
import java.util.UUID;

/** Thrown where a run takes too long; it was cancelled. Holds the limit that it reached. */
public final class RunTimeoutException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  private final Limit limit;
  private final Duration duration;
  private final UUID runId;

  /** A limit of {@link TimeoutPolicy}. */
  public enum Limit {
    /** The limit of the whole run. */
    TOTAL("was not at its end"),
    /** The limit of the wait for the first chunk. */
    FIRST_CHUNK("had not given its first chunk"),
    /** The limit of the wait for each later chunk. */
    BETWEEN_CHUNKS("had given no further chunk");

    private final String description;

    Limit(String description) {
      this.description = description;
    }
  }

  /**
   * Makes an exception.
   *
   * @param limit the limit that was reached
   * @param duration how long it is
   * @param run the name of the run
   * @param runId the id of the run that was cancelled
   */
  public RunTimeoutException(Limit limit, Duration duration, String run, UUID runId) {
    super(
        "'"
            + run
            + "' "
            + limit.description
            + " after "
            + text(duration)
            + ", and was cancelled (the limit "
            + limit
            + ", run "
            + runId
            + ").");
    this.limit = limit;
    this.duration = duration;
    this.runId = runId;
  }

  private static String text(Duration duration) {
    return duration.toMillis() < 10_000
        ? duration.toMillis() + " ms"
        : duration.toMillis() / 1000.0 + " s";
  }

  /**
   * Returns the limit that was reached.
   *
   * @return the limit
   */
  public Limit limit() {
    return limit;
  }

  /**
   * Returns how long the limit is.
   *
   * @return the limit's duration
   */
  public Duration duration() {
    return duration;
  }

  /**
   * Returns the id of the run that was cancelled.
   *
   * @return the id
   */
  public UUID runId() {
    return runId;
  }
}
