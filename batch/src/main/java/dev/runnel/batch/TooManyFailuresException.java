package dev.runnel.batch;

import dev.runnel.RunnelException;
import java.io.Serial;

/**
 * Thrown where a batch has stopped since as many inputs have failed as {@link
 * JournaledBatch#stoppingAfter} says. Its cause is the last failure. The journal holds all that was
 * done: mend what fails, and run the batch again; it goes on from there.
 */
public final class TooManyFailuresException extends RunnelException {
  @Serial private static final long serialVersionUID = 1L;

  private final long failed;

  TooManyFailuresException(long failed, Throwable last) {
    super(
        ("The batch has stopped since %s of its inputs have failed in this run, the last one with:"
                + " %s. The journal holds what was done. Mend what fails, and run the batch again: it"
                + " goes on, and with retryingFailures() it tries these once more.")
            .formatted(failed, last),
        last);
    this.failed = failed;
  }

  /**
   * Returns how many inputs have failed in this run.
   *
   * @return the number; at least the limit, since those that end together are written together
   */
  public long failed() {
    return failed;
  }
}
