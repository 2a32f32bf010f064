package dev.runnel.micrometer;

import dev.runnel.event.RunInfo;
import io.micrometer.observation.Observation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One run that is being observed, and when its chunks came. Chunks are told by one thread after the
 * other; what is asked for at the run's end is asked for by the thread that tells of the end.
 */
final class ObservedRun {
  /** A stream has no end that is known: more times than these are not kept. */
  private static final int MAX_GAPS = 4096;

  private final RunInfo run;
  private final Observation observation;

  /** The observation below which those of runs below stand; null if there is none. */
  private final @Nullable Observation forChildren;

  private final Attributes attributes;
  private final RunScopes scopes;
  private final long start = System.nanoTime();
  private final @Nullable String requestModel;
  private long[] gaps = new long[0];
  private int gapCount;
  private long first;
  private long last;
  private boolean hasChunk;

  ObservedRun(
      RunInfo run,
      Observation observation,
      @Nullable Observation forChildren,
      Attributes attributes,
      RunScopes scopes,
      @Nullable String requestModel) {
    this.run = run;
    this.observation = observation;
    this.forChildren = forChildren;
    this.attributes = attributes;
    this.scopes = scopes;
    this.requestModel = requestModel;
  }

  RunInfo run() {
    return run;
  }

  Observation observation() {
    return observation;
  }

  @Nullable Observation forChildren() {
    return forChildren;
  }

  Attributes attributes() {
    return attributes;
  }

  RunScopes scopes() {
    return scopes;
  }

  @Nullable String requestModel() {
    return requestModel;
  }

  /** Notes that a chunk came. */
  void chunk() {
    long now = System.nanoTime();
    if (!hasChunk) {
      hasChunk = true;
      first = now - start;
    } else if (gapCount < MAX_GAPS) {
      if (gapCount == gaps.length) {
        gaps = Arrays.copyOf(gaps, Math.max(32, gaps.length * 2));
      }
      gaps[gapCount] = now - last;
      gapCount++;
    }
    last = now;
  }

  /** Returns the nanoseconds to the first chunk; negative if none came. */
  long toFirstChunk() {
    return hasChunk ? first : -1;
  }

  /** Returns the nanoseconds from each chunk to the next one. */
  long[] betweenChunks() {
    return Arrays.copyOf(gaps, gapCount);
  }

  long nanos() {
    return System.nanoTime() - start;
  }
}
