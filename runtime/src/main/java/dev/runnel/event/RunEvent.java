package dev.runnel.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a run did. Immutable, as far as its payload is.
 *
 * <p>A payload is what flows through the chain: a chunk, an input, an output. Where a step has
 * several data parameters, or a prompt one, its input is an unmodifiable {@code Map} from their
 * names to their values.
 */
public sealed interface RunEvent {
  /**
   * Returns the run that did it.
   *
   * @return the run
   */
  RunInfo run();

  /**
   * The start of a run.
   *
   * @param run the run
   * @param input its input; null where it is not known yet, since it comes chunk by chunk
   * @param time when
   */
  record Start(RunInfo run, @Nullable Object input, Instant time) implements RunEvent {}

  /**
   * A chunk that a run streamed. Prompts have none, and retrievers and tools only where they are
   * the root.
   *
   * @param run the run
   * @param chunk the chunk
   */
  record Chunk(RunInfo run, Object chunk) implements RunEvent {}

  /**
   * The end of a run that went well.
   *
   * @param run the run
   * @param input its whole input; null if it read nothing
   * @param lastRead the last chunk of its input where it read a stream, else the input
   * @param output its whole output; null if it gave nothing, and nothing has no whole, and where no
   *     listener {@linkplain RunListener#wantsOutput wants} it
   * @param time when
   */
  record End(
      RunInfo run,
      @Nullable Object input,
      @Nullable Object lastRead,
      @Nullable Object output,
      Instant time)
      implements RunEvent {}

  /**
   * The end of a run that failed.
   *
   * @param run the run
   * @param failure the exception, as it reaches the caller
   * @param time when
   */
  record Failure(RunInfo run, Throwable failure, Instant time) implements RunEvent {}

  /**
   * The end of a run that was cancelled: nobody wants its result any more.
   *
   * @param run the run
   * @param time when
   */
  record Cancel(RunInfo run, Instant time) implements RunEvent {}

  /**
   * An event of the author's own, by {@link dev.runnel.RunContext#emitEvent}.
   *
   * @param run the run
   * @param name the event's name
   * @param payload what it says
   */
  record Custom(RunInfo run, String name, Object payload) implements RunEvent {}
}
