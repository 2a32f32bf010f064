package dev.runnel.processor.model;

import com.palantir.javapoet.TypeName;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is done when a step or a chain takes too long or fails: each attempt is limited, then
 * there are more attempts, then others are tried.
 *
 * @param limits how long an attempt may take; null for no limits
 * @param retries how it is tried again; null if it is not
 * @param fallbacks what is tried after that, in this order, each bound at the place of the step, or
 *     for a chain as if it were the first step of it
 */
public record Guard(@Nullable Limits limits, @Nullable Retries retries, List<Step> fallbacks) {
  /** Copies the list. */
  public Guard {
    fallbacks = List.copyOf(fallbacks);
  }

  /**
   * Tells whether attempts are runs below the run of what is guarded.
   *
   * @return whether there may be several attempts
   */
  public boolean attempts() {
    return retries != null || !fallbacks.isEmpty();
  }

  /**
   * Tells whether there is more than fallbacks.
   *
   * @return whether there are limits or retries
   */
  public boolean hasPolicy() {
    return limits != null || retries != null;
  }

  /**
   * Says how long an attempt may take. Null is no limit.
   *
   * @param total from its start to its end
   * @param firstChunk from its start to its first chunk
   * @param betweenChunks from one chunk to the next
   */
  public record Limits(
      @Nullable Duration total, @Nullable Duration firstChunk, @Nullable Duration betweenChunks) {}

  /**
   * Says how attempts are repeated. Null, or an empty list, is what the author left out.
   *
   * @param attempts how many there are, the first one included
   * @param delay how long to wait before the second one
   * @param multiplier how much longer each wait is
   * @param maxDelay how long to wait at the most
   * @param jitter the share of a wait that is random
   * @param on which errors are tried again
   * @param notOn which of them are not
   */
  public record Retries(
      int attempts,
      @Nullable Duration delay,
      @Nullable Double multiplier,
      @Nullable Duration maxDelay,
      @Nullable Double jitter,
      List<TypeName> on,
      List<TypeName> notOn) {
    /** Copies the lists. */
    public Retries {
      on = List.copyOf(on);
      notOn = List.copyOf(notOn);
    }
  }
}
