package dev.runnel.event;

/**
 * Listens to what a run and all runs below it do, as they do it.
 *
 * <pre>{@code
 * RunListener tokens =
 *     new RunListener() {
 *       @Override
 *       public void onChunk(RunEvent.Chunk event) {
 *         System.out.println(event.run().name() + ": " + event.chunk());
 *       }
 *     };
 * jokes.joke().withListeners(tokens).invoke("parrots");
 * }</pre>
 *
 * <p>Each run that has started ends with exactly one of {@link #onEnd}, {@link #onError} and {@link
 * #onCancel}, and those below it end before. The events of one run come one after the other; those
 * of runs on different threads may come at the same time, so a listener must be thread-safe.
 *
 * <p>It is called by the thread that does the work, and what it does holds up the run. It may close
 * a run, its own or another. Who closes a run whose listener does not return waits two seconds for
 * it; that listener is then told of the end when it has returned, by a thread of Runnel's. It must
 * not call runnels: their events would come to it as well. What it throws is logged once, with its
 * class, and does no harm, unless {@link #failOnError} says otherwise.
 */
public interface RunListener {
  /**
   * Tells whether the events of a run are of interest; asked once, when the run starts.
   *
   * @param run the run
   * @return false to get no event of that run; those below it are asked for themselves
   */
  default boolean wants(RunInfo run) {
    return true;
  }

  /**
   * Tells whether the chunks of a run are of interest; asked once, when the run starts, and only if
   * its events are. A chunk that nobody wants is not even made an event.
   *
   * @param run the run
   * @return false to get all events of that run but those of its chunks
   */
  default boolean wantsChunks(RunInfo run) {
    return true;
  }

  /**
   * Tells whether the output of a run is of interest; asked once, when the run starts, and also if
   * its events are not, since other runs may read what it gives. Chunks of which nobody wants the
   * whole are not added up.
   *
   * @param run the run
   * @return false to do without the output in the event of its end, and without what those that
   *     read its chunks have read, in that of theirs
   */
  default boolean wantsOutput(RunInfo run) {
    return true;
  }

  /**
   * Tells whether what this listener throws makes the run fail.
   *
   * @return false to have it logged
   */
  default boolean failOnError() {
    return false;
  }

  /**
   * Called when a run has started.
   *
   * @param event the start
   */
  default void onStart(RunEvent.Start event) {}

  /**
   * Called when a run has streamed a chunk.
   *
   * @param event the chunk
   */
  default void onChunk(RunEvent.Chunk event) {}

  /**
   * Called when a run has ended well.
   *
   * @param event the end
   */
  default void onEnd(RunEvent.End event) {}

  /**
   * Called when a run has failed.
   *
   * @param event the error
   */
  default void onError(RunEvent.Failure event) {}

  /**
   * Called when a run was cancelled.
   *
   * @param event the cancellation
   */
  default void onCancel(RunEvent.Cancel event) {}

  /**
   * Called for an event of the author's own.
   *
   * @param event the event
   */
  default void onCustom(RunEvent.Custom event) {}
}
