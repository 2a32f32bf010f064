package dev.runnel.engine.run;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Is what one thread at a time can be inside of, such as a pipeline or a task: a second one is
 * turned away, closing can interrupt the one inside, and such an interrupt never outlives the
 * visit.
 *
 * <p>Whoever closes first makes the closing visible, then calls {@link #interrupt}. Whoever leaves
 * first leaves, then looks whether it was closed, and if so calls {@link #settle}.
 */
public class Occupied {
  private static final int NOBODY = 0;
  private static final int ENTERING = 1;
  private static final int INSIDE = 2;

  /** Changes {@link #presence} without an object of its own for each run. */
  private static final AtomicIntegerFieldUpdater<Occupied> PRESENCE =
      AtomicIntegerFieldUpdater.newUpdater(Occupied.class, "presence");

  /** A number, not the thread: who comes and goes for each chunk writes no reference. */
  private volatile int presence = NOBODY;

  /** The cell of the thread that is inside, or was inside last; written while it is entering. */
  private CurrentRun cell = CurrentRun.NONE;

  /** Who is around this one on the thread that is inside. */
  private @Nullable Occupied around;

  /** The thread that an interrupt was sent to; guarded by this. */
  private @Nullable Thread interrupted;

  /** Enters; two threads cannot be inside, nor can one be inside twice. */
  public final boolean enter() {
    CurrentRun known = cell;
    CurrentRun mine = known.isOf(Thread.currentThread()) ? known : CurrentRun.cell();
    if (!PRESENCE.compareAndSet(this, NOBODY, ENTERING)) {
      return false;
    }
    if (cell != mine) {
      cell = mine;
    }
    PRESENCE.lazySet(this, INSIDE);
    @Nullable Occupied outer = mine.enter(this);
    if (outer != around) {
      around = outer;
    }
    return true;
  }

  /** Returns the current run of the thread that is inside. */
  public final CurrentRun cell() {
    return cell;
  }

  public void leave() {
    comeOut();
    presence = NOBODY;
  }

  /** Leaves where nobody sends an interrupt any more. */
  public final void leaveForGood() {
    comeOut();
    PRESENCE.lazySet(this, NOBODY);
  }

  private void comeOut() {
    cell.leave(around);
    if (around != null) {
      around = null;
    }
  }

  public final boolean isInside() {
    return presence == INSIDE && cell.isOf(Thread.currentThread());
  }

  /** Interrupts the thread that is inside, unless it is the caller. */
  public final synchronized void interrupt() {
    @Nullable Thread thread = inside();
    if (thread != null && thread != Thread.currentThread() && interrupted == null) {
      interrupted = thread;
      thread.interrupt();
    }
  }

  /** Returns the thread that is inside, after waiting the moment that it takes to enter. */
  private @Nullable Thread inside() {
    int now = presence;
    while (now == ENTERING) {
      Thread.onSpinWait();
      now = presence;
    }
    return now == INSIDE ? cell.thread() : null;
  }

  /**
   * Clears the interrupt that was sent to this thread, if one was. One that was sent to somebody
   * around this one, which goes on, is kept.
   */
  public void settle() {
    synchronized (this) {
      if (interrupted != Thread.currentThread()) {
        return;
      }
      interrupted = null;
      Thread.interrupted();
    }
    @Nullable Occupied outer = CurrentRun.cell().innermost();
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
