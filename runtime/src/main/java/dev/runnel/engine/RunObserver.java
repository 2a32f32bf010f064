package dev.runnel.engine;

import dev.runnel.RunContext;
import org.jspecify.annotations.Nullable;

/**
 * Is told everything that runs do, as they do it; every view of events is made of this.
 *
 * <p>Calls of one run come in order, and a run that was started gets exactly one of {@link #ended},
 * {@link #failed} and {@link #cancelled}. Calls of runs on different threads may overlap.
 */
public interface RunObserver {
  /**
   * Says that a run started.
   *
   * @param run the run
   * @param input its input, as far as it is known at the start; a {@link NamedInputs} for a step
   *     with several data parameters
   */
  void started(RunContext run, @Nullable Object input);

  /**
   * Says that a run streamed a chunk.
   *
   * @param run the run
   * @param chunk the chunk
   */
  void chunk(RunContext run, Object chunk);

  /**
   * Says that a run ended well.
   *
   * @param run the run
   * @param input its whole input
   * @param output its whole output; null if it streamed nothing and nothing has no whole
   */
  void ended(RunContext run, @Nullable Object input, @Nullable Object output);

  /**
   * Says that a run failed.
   *
   * @param run the run
   * @param failure the exception as it was thrown
   */
  void failed(RunContext run, Throwable failure);

  /**
   * Says that a run was cancelled: nobody wants its result any more.
   *
   * @param run the run
   */
  void cancelled(RunContext run);

  /**
   * Says that a step emitted an event of its own.
   *
   * @param run the run
   * @param name the event's name
   * @param payload its payload
   */
  void custom(RunContext run, String name, Object payload);
}
