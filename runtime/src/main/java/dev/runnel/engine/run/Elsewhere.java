package dev.runnel.engine.run;

import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Starts work for a thread that then waits for what the work gives: so it refuses an executor that
 * would do the work on that very thread, where it could wait for ever.
 */
public final class Elsewhere implements Executor {
  private final Executor executor;
  private final Supplier<String> reason;
  private final String instead;

  /**
   * Makes it.
   *
   * @param executor the run's
   * @param reason what works while it is read, as the beginning of a message
   * @param instead what else the user can do, as the end of a message
   */
  public Elsewhere(Executor executor, Supplier<String> reason, String instead) {
    this.executor = executor;
    this.reason = reason;
    this.instead = instead;
  }

  @Override
  public void execute(Runnable work) {
    Handover handover = new Handover(work);
    executor.execute(handover);
    handover.starting = null;
    if (handover.isRefused) {
      throw new IllegalStateException(
          reason.get()
              + ", but the run's executor would do that on the thread that reads. Give the run an"
              + " executor with threads of its own, or "
              + instead
              + ".");
    }
  }

  /** Work that is on its way to another thread. */
  private static final class Handover implements Runnable {
    private final Runnable work;

    /** The thread that starts the work, until it has handed it over. */
    private volatile @Nullable Thread starting = Thread.currentThread();

    private boolean isRefused;

    Handover(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      if (Thread.currentThread() == starting) {
        isRefused = true;
      } else {
        work.run();
      }
    }
  }
}
