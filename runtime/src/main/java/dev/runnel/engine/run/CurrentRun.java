package dev.runnel.engine.run;

import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.annotations.RunType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows which run is current on a thread.
 *
 * <p>Each thread has one cell. A pipeline finds it once for each thread that it meets, and puts
 * itself in when control passes into the run: within the run only an int changes from step to step.
 */
public final class CurrentRun {
  private static final ThreadLocal<CurrentRun> CELL =
      ThreadLocal.withInitial(() -> new CurrentRun(Thread.currentThread()));

  /** Stands where no thread has been yet. */
  public static final CurrentRun NONE = new CurrentRun(null);

  /** Stands where no run is current. */
  public static final Run DETACHED =
      new StepRun(
          null, "none", RunType.CHAIN, RunConfig.DEFAULT, List.of(), false, Listeners.NONE, null);

  private final @Nullable Thread thread;
  private @Nullable RunHolder holder;
  private @Nullable Occupied innermost;

  private CurrentRun(@Nullable Thread thread) {
    this.thread = thread;
  }

  /**
   * Returns the run that is current on this thread.
   *
   * @return the run, or a context without parent outside of any run
   */
  public static RunContext get() {
    @Nullable RunHolder holder = CELL.get().holder;
    return holder == null ? DETACHED : holder.currentRun();
  }

  public static CurrentRun cell() {
    return CELL.get();
  }

  /** Returns the thread whose cell it is. */
  public @Nullable Thread thread() {
    return thread;
  }

  public boolean isOf(Thread other) {
    return thread == other;
  }

  public @Nullable RunHolder swap(@Nullable RunHolder next) {
    @Nullable RunHolder previous = holder;
    holder = next;
    return previous;
  }

  /** Returns the innermost of those that the thread is inside of. */
  public @Nullable Occupied innermost() {
    return innermost;
  }

  /** Notes that the thread is inside, and returns who was the innermost before. */
  public @Nullable Occupied enter(Occupied inner) {
    @Nullable Occupied previous = innermost;
    innermost = inner;
    return previous;
  }

  public void leave(@Nullable Occupied previous) {
    innermost = previous;
  }

  /** Is what can be current: a run, or a pipeline that is at one of its steps. */
  public interface RunHolder {
    RunContext currentRun();
  }
}
