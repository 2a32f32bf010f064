package dev.runnel.micrometer;

import dev.runnel.event.RunInfo;
import dev.runnel.model.AiMessage;
import dev.runnel.model.AiMessageChunk;
import dev.runnel.model.AnswerInfo;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * One run that is being observed, when its chunks came, and what they tell about the answer. Chunks
 * are told by one thread after the other; what is asked for at the run's end is asked for by the
 * thread that tells of the end.
 */
final class ObservedRun {
  private final RunInfo run;
  private final Observation observation;

  /** The observation below which those of runs below stand; null if there is none. */
  private final @Nullable Observation forChildren;

  private final Attributes attributes;
  private final RunScopes scopes;
  private final @Nullable String requestModel;
  private final ChunkTimes times;
  private AnswerInfo info = AnswerInfo.NONE;

  ObservedRun(
      RunInfo run,
      Observation observation,
      @Nullable Observation forChildren,
      Attributes attributes,
      RunScopes scopes,
      @Nullable String requestModel,
      ChunkTimes times) {
    this.run = run;
    this.observation = observation;
    this.forChildren = forChildren;
    this.attributes = attributes;
    this.scopes = scopes;
    this.requestModel = requestModel;
    this.times = times;
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
  void chunk(Object chunk) {
    times.chunk();
    if (chunk instanceof AiMessageChunk piece) {
      info = info.merge(piece.info());
    } else if (chunk instanceof AiMessage whole) {
      info = info.merge(whole.info());
    }
  }

  /**
   * Tells whether the times between chunks are to be recorded before the run ends: no more may
   * wait, or they are old and it is known which model answers.
   */
  boolean isToBeRecorded() {
    return times.areMany() || (info.model() != null && times.areOld());
  }

  ChunkTimes times() {
    return times;
  }

  /** Returns what its chunks have told about the answer so far. */
  AnswerInfo info() {
    return info;
  }
}
