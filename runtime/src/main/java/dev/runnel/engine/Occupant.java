package dev.runnel.engine;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Knows which thread is inside a pipeline or a task, so that a second one is turned away, so that
 * closing can interrupt it, and so that such an interrupt never outlives the visit.
 *
 * <p>Whoever closes first makes the closing visible, then calls {@link #interrupt}. Whoever leaves
 * first leaves, then looks whether it was closed, and if so calls {@link #settle}.
 */
final class Occupant {
  private static final int NOBODY = 0;
  private static final int ENTERING = 1;
  private static final int INSIDE = 2;

  /** Changes {@link #state} without an object of its own for each run. */
  private static final AtomicIntegerFieldUpdater<Occupant> STATE =
      AtomicIntegerFieldUpdater.newUpdater(Occupant.class, "state");

  /** A number, not the thread: who comes and goes for each chunk writes no reference. */
  private volatile int state = NOBODY;

  /** The thread that is inside, or was inside last; written while it is entering. */
  private @Nullable Thread known;

  /** The cell of that thread. */
  private CurrentRun cell = CurrentRun.NONE;

  /** Who is around this one on the thread that is inside. */
  private @Nullable Occupant around;

  /** The thread that an interrupt was sent to; guarded by this. */
  private @Nullable Thread interrupted;

  /** Enters; two threads cannot be inside, nor can one be inside twice. */
  boolean enter() {
    Thread thread = Thread.currentThread();
    boolean again = thread == known;
    if (!STATE.compareAndSet(this, NOBODY, again ? INSIDE : ENTERING)) {
      return false;
    }
    if (!again) {
      known = thread;
      cell = CurrentRun.cell();
      state = INSIDE;
    }
    @Nullable Occupant outer = cell.enter(this);
    if (outer != around) {
      around = outer;
    }
    return true;
  }

  /** Returns the current run of the thread that is inside. */
  CurrentRun cell() {
    return cell;
  }

  void leave() {
    cell.leave(around);
    if (around != null) {
      around = null;
    }
    state = NOBODY;
  }

  boolean isInside() {
    return state == INSIDE && known == Thread.currentThread();
  }

  /** Interrupts the thread that is inside, unless it is the caller. */
  synchronized void interrupt() {
    @Nullable Thread thread = state == INSIDE ? known : null;
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
