package dev.runnel.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Is a part of a run that works on a thread of its own; {@link #join} waits for its value.
 *
 * <p>Closing it interrupts the thread; the interrupt is cleared before the thread is given back.
 *
 * @param <T> the value
 */
public final class Task<T> implements AutoCloseable, Runnable {
  private final Resources owner;
  private final Callable<T> work;
  private final Occupant occupant = new Occupant();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean closed;
  private @Nullable T value;
  private @Nullable Throwable failure;

  Task(Resources owner, Callable<T> work) {
    this.owner = owner;
    this.work = work;
  }

  @Override
  public void run() {
    occupant.enter();
    try {
      if (!closed) {
        value = work.call();
      }
    } catch (Throwable thrown) {
      failure = thrown;
    } finally {
      occupant.leave();
      if (closed) {
        occupant.settle();
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
    occupant.interrupt();
  }
}
