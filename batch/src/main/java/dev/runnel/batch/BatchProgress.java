package dev.runnel.batch;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a batch has come; in the end, its summary. What it counts is in the journal.
 *
 * @param total how many inputs there are, if that is known
 * @param answered how many of the inputs that were read have an answer, those of earlier runs
 *     included
 * @param failed how many of them have failed, those of earlier runs that were not tried again
 *     included
 * @param found how many of both were in the journal before
 * @param elapsed how long this run has taken
 * @param usage what models took, in this run and in earlier ones
 * @param usageBefore how much of it earlier runs took, as the journal tells
 */
public record BatchProgress(
    OptionalLong total,
    long answered,
    long failed,
    long found,
    Duration elapsed,
    BatchUsage usage,
    BatchUsage usageBefore) {
  /**
   * Returns how many inputs are done, with an answer or a failure.
   *
   * @return the number
   */
  public long done() {
    return answered + failed;
  }

  /**
   * Returns how many inputs this run has done in a second, in the mean.
   *
   * @return the rate; 0 at the start
   */
  public double perSecond() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds > 0 ? (done() - found) / seconds : 0;
  }

  /**
   * Returns how long the rest takes at this rate.
   *
   * @return the time; empty if the total or the rate is not known
   */
  public Optional<Duration> remaining() {
    double rate = perSecond();
    return total.isEmpty() || rate == 0
        ? Optional.empty()
        : Optional.of(
            Duration.ofMillis(Math.round(Math.max(0, total.getAsLong() - done()) * 1000 / rate)));
  }
}
