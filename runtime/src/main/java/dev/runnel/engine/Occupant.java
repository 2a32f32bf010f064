package dev.runnel.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Knows which thread is inside a pipeline or a task, so that a second one is turned away, so that
 * closing can interrupt it, and so that such an interrupt never outlives the visit.
 *
 * <p>Whoever closes first makes the closing visible, then calls {@link #interrupt}. Whoever leaves
 * first leaves, then looks whether it was closed, and if so calls {@link #settle}.
 */
final class Occupant {
  private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();

  /** The thread that was inside last, and its cell; used by the thread that is inside. */
  private @Nullable Thread known;

  private CurrentRun cell = CurrentRun.NONE;

  /** Who is around this one on the thread that is inside. */
  private @Nullable Occupant around;

  /** The thread that an interrupt was sent to; guarded by this. */
  private @Nullable Thread interrupted;

  /** Enters; two threads cannot be inside, nor can one be inside twice. */
  boolean enter() {
    Thread thread = Thread.currentThread();
    if (!inside.compareAndSet(null, thread)) {
      return false;
    }
    if (thread != known) {
      known = thread;
      cell = CurrentRun.cell();
    }
    around = cell.enter(this);
    return true;
  }

  /** Returns the current run of the thread that is inside. */
  CurrentRun cell() {
    return cell;
  }

  void leave() {
    cell.leave(around);
    around = null;
    inside.set(null);
  }

  boolean isInside() {
    return inside.get() == Thread.currentThread();
  }

  /** Interrupts the thread that is inside, unless it is the caller. */
  synchronized void interrupt() {
    @Nullable Thread thread = inside.get();
    if (thread != null && thread != Thread.currentThread() && interrupted == null) {
      interrupted = thread;
      thread.interrupt();
    }
  }

  /**
   * Clears the interrupt that was sent to this thread, if one was. One that was sent to somebody
   * around this one, which goes on, is kept.
   */
  void settle() {
    synchronized (this) {
      if (interrupted != Thread.currentThread()) {
        return;
      }
      interrupted = null;
      Thread.interrupted();
    }
    @Nullable Occupant outer = CurrentRun.cell().occupant();
    while (outer != null) {
      if (outer.isInterrupted()) {
        Thread.currentThread().interrupt();
      }
      outer = outer.around;
    }
  }

  private synchronized boolean isInterrupted() {
    return interrupted == Thread.currentThread();
  }
}
