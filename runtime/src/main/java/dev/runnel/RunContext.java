package dev.runnel;

import dev.runnel.annotations.RunType;
import dev.runnel.engine.call.Engine;
import dev.runnel.engine.run.Run;
import dev.runnel.event.Progress;
import dev.runnel.event.RunEvent;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The run that a step belongs to: a step gets it by declaring a parameter of this type, and any
 * code below a step by {@link #current()}.
 *
 * <p>Made by Runnel only. A test of a step that takes one passes {@link #current()}, or runs the
 * chain.
 *
 * <p>Thread-safe. A runnel that is called inside a step becomes a child of the current run by
 * itself, on the step's thread; {@link #wrap(Runnable)} and its siblings carry the run to others.
 */
public sealed interface RunContext permits Run {
  /**
   * Returns the run that is current on this thread.
   *
   * @return the run; outside of any run a context without parent that emits nothing
   */
  static RunContext current() {
    return Engine.currentRun();
  }

  /**
   * Returns the run's id.
   *
   * @return the id
   */
  UUID id();

  /**
   * Returns the run above this one.
   *
   * @return the parent; empty at the root
   */
  Optional<RunContext> parent();

  /**
   * Returns the run's name.
   *
   * @return the name
   */
  String name();

  /**
   * Returns the kind of work.
   *
   * @return the type
   */
  RunType type();

  /**
   * Returns the run's tags, its own and the inherited ones.
   *
   * @return the tags, unmodifiable
   */
  Set<String> tags();

  /**
   * Returns the run's metadata, its own and the inherited ones.
   *
   * @return the metadata, unmodifiable
   */
  Map<String, Object> metadata();

  /**
   * Tells whether the run was cancelled or has ended; long work asks this now and then.
   *
   * @return whether nobody wants the result any more
   */
  boolean isCancelled();

  /**
   * Emits an event of the author's own, {@code on_custom_event}. Costs nothing where nobody
   * listens; after the run's end it has no effect.
   *
   * @param eventName the event's name
   * @param payload what it says
   */
  void emitEvent(String eventName, Object payload);

  /**
   * Says how far the work is: the custom event {@code progress} with a {@link Progress}.
   *
   * @param done how much is done
   * @param total how much there is; negative if that is not known
   */
  default void progress(long done, long total) {
    emitEvent(Progress.NAME, new Progress(done, total));
  }

  /**
   * Tells whether anybody listens to this run or to those below it.
   *
   * @return false where no event is worth making
   */
  boolean isListenedTo();

  /**
   * Passes on an event of a run that takes place elsewhere, as on another server: its listeners
   * here hear it as one of a run below this one. Its id stays, and its parents stand below those of
   * this run. Where a run has not told of its end when this run ends, it is cancelled; what does
   * not follow on the events before is left out.
   *
   * @param event the event; the parents of its run are those below this one
   */
  void relayEvent(RunEvent event);

  /**
   * Returns the executor that runs what needs a thread of its own in this run.
   *
   * @return the executor
   */
  Executor executor();

  /**
   * Makes this run current while the task runs.
   *
   * @param task the task
   * @return a task for any thread
   */
  Runnable wrap(Runnable task);

  /**
   * Makes this run current while the task runs.
   *
   * @param task the task
   * @param <T> its result
   * @return a task for any thread
   */
  <T> Callable<T> wrap(Callable<T> task);

  /**
   * Makes this run current while the supplier runs.
   *
   * @param supplier the supplier
   * @param <T> its result
   * @return a supplier for any thread
   */
  <T> Supplier<T> wrapSupplier(Supplier<T> supplier);

  /**
   * Makes this run current in each task that the executor runs.
   *
   * @param executor the executor
   * @return an executor over it
   */
  default Executor wrap(Executor executor) {
    return task -> executor.execute(wrap(task));
  }
}
