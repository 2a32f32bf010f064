package dev.runnel.engine;

import dev.runnel.engine.run.CurrentRun;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.Occupancy;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.ClosesPromptly;
import dev.runnel.engine.stream.Failures;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A part of a run that works on a thread of its own; {@link #join} waits for its value.
 *
 * <p>Closing it interrupts the thread; the interrupt is cleared before the thread is given back.
 *
 * @param <T> the value
 */
@SuppressWarnings("exports") // how it is closed is for the engine only
public final class Task<T> implements ClosesPromptly, Runnable {
  private final Lifetime owner;
  private final Callable<T> work;
  private final Occupancy occupancy = new Occupancy();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean closed;

  /** The thread that starts it, until it has handed it over. */
  private volatile @Nullable Thread starting = Thread.currentThread();

  private volatile boolean started;
  private @Nullable T value;
  private @Nullable Throwable failure;

  @SuppressWarnings("exports") // for the other rooms of the engine
  public Task(Lifetime owner, Callable<T> work) {
    this.owner = owner;
    this.work = work;
  }

  /** Starts work that is closed with its owner, with a run that is current on its thread. */
  @SuppressWarnings("exports") // for the other rooms of the engine
  public static <T> Task<T> start(
      Lifetime owner, Executor executor, Run current, Callable<T> work) {
    Task<T> task = new Task<>(owner, work);
    owner.ownTask(task);
    try {
      executor.execute(current.wrap((Runnable) task));
    } catch (Throwable refused) {
      owner.disown(task);
      throw refused;
    }
    task.starting = null;
    return task;
  }

  /** Starts work in a run, which ends the work with itself. */
  @SuppressWarnings("exports") // for the other rooms of the engine
  public static Task<Boolean> startIn(Run run, Runnable work) {
    @Nullable Lifetime owner = run.childrenLifetime();
    return start(
        owner == null ? new Lifetime() : owner,
        run.executor(),
        run,
        () -> {
          work.run();
          return true;
        });
  }

  @Override
  public void run() {
    if (Thread.currentThread() == starting) {
      CurrentRun cell = CurrentRun.cell();
      cell.beginOwnTask();
      try {
        work();
      } finally {
        cell.endOwnTask();
      }
    } else {
      work();
    }
  }

  private void work() {
    occupancy.enter();
    try {
      started = true;
      if (!closed) {
        value = work.call();
      }
    } catch (Throwable thrown) {
      failure = Failures.forOtherThreads(thrown);
    } finally {
      occupancy.leave();
      if (closed) {
        occupancy.clearInterrupt();
      }
      owner.disown(this);
      done.countDown();
    }
  }

  /**
   * Waits for the value.
   *
   * @return the value
   * @throws Exception what the part threw
   */
  public T join() throws Exception {
    done.await();
    if (failure != null) {
      throw Failures.sneakyThrow(failure);
    }
    if (value == null) {
      throw new InterruptedException("This part of the run was cancelled.");
    }
    return value;
  }

  @Override
  public void close() {
    closed = true;
    if (started) {
      occupancy.interrupt();
    } else {
      // The executor may never come to it, and somebody may wait.
      done.countDown();
    }
  }
}
