package dev.runnel.engine;

import dev.runnel.RunContext;
import org.jspecify.annotations.Nullable;

/**
 * Knows which run is current on a thread.
 *
 * <p>Each thread has one cell. A pipeline finds it once for each thread that it meets, and puts
 * itself in when control passes into the run: within the run only an int changes from step to step.
 */
public final class CurrentRun {
  private static final ThreadLocal<CurrentRun> CELL = ThreadLocal.withInitial(CurrentRun::new);

  /** Stands where no thread has been yet. */
  static final CurrentRun NONE = new CurrentRun();

  private @Nullable RunHolder holder;
  private @Nullable Occupant occupant;

  private CurrentRun() {}

  /**
   * Returns the run that is current on this thread.
   *
   * @return the run, or a context without parent outside of any run
   */
  public static RunContext get() {
    @Nullable RunHolder holder = CELL.get().holder;
    return holder == null ? Run.DETACHED : holder.currentRun();
  }

  static CurrentRun cell() {
    return CELL.get();
  }

  @Nullable RunHolder swap(@Nullable RunHolder next) {
    @Nullable RunHolder previous = holder;
    holder = next;
    return previous;
  }

  /** Returns the innermost of those that this thread is inside of. */
  @Nullable Occupant occupant() {
    return occupant;
  }

  /** Notes that the thread is inside, and returns who was the innermost before. */
  @Nullable Occupant enter(Occupant innermost) {
    @Nullable Occupant previous = occupant;
    occupant = innermost;
    return previous;
  }

  void leave(@Nullable Occupant previous) {
    occupant = previous;
  }

  /** Is what can be current: a run, or a pipeline that is at one of its steps. */
  interface RunHolder {
    RunContext currentRun();
  }
}
