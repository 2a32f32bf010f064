package dev.runnel.engine.run;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Admits one thread at a time, into a pipeline or a task for instance: a second one is turned away,
 * closing can interrupt the one inside, and such an interrupt never outlives the visit.
 *
 * <p>Whoever closes first makes the closing visible, then calls {@link #interrupt}. Whoever leaves
 * first leaves, then looks whether it was closed, and if so calls {@link #clearInterrupt}.
 */
public final class Occupancy {
  private static final int NOBODY = 0;
  private static final int ENTERING = 1;
  private static final int INSIDE = 2;

  /** Changes {@link #presence} without an object of its own for each run. */
  private static final AtomicIntegerFieldUpdater<Occupancy> PRESENCE =
      AtomicIntegerFieldUpdater.newUpdater(Occupancy.class, "presence");

  /** A number, not the thread: who comes and goes for each chunk writes no reference. */
  private volatile int presence = NOBODY;

  /** The cell of the thread that is inside, or was inside last; written while it is entering. */
  private CurrentRun cell = CurrentRun.NONE;

  /** The occupancy around this one on the thread that is inside. */
  private @Nullable Occupancy around;

  /** The cell of the thread that an interrupt was sent to; guarded by this. */
  private CurrentRun interrupted = CurrentRun.NONE;

  /** Enters; returns false if a thread, this one included, is inside. */
  public boolean enter() {
    CurrentRun known = cell;
    CurrentRun mine = known.isOf(Thread.currentThread()) ? known : CurrentRun.cell();
    if (!PRESENCE.compareAndSet(this, NOBODY, ENTERING)) {
      return false;
    }
    if (cell != mine) {
      cell = mine;
    }
    PRESENCE.lazySet(this, INSIDE);
    @Nullable Occupancy outer = mine.enter(this);
    if (outer != around) {
      around = outer;
    }
    return true;
  }

  /** Returns the current run of the thread that is inside. */
  CurrentRun cell() {
    return cell;
  }

  /** Leaves; an interrupt that is on its way may still come. */
  public void leave() {
    leaveOuter();
    presence = NOBODY;
  }

  /** Leaves where nobody sends an interrupt any more. */
  void leaveForGood() {
    leaveOuter();
    PRESENCE.lazySet(this, NOBODY);
  }

  private void leaveOuter() {
    cell.leave(around);
    if (around != null) {
      around = null;
    }
  }

  /** Returns the occupancy around this one, while a thread is inside; for that thread. */
  @Nullable Occupancy around() {
    return around;
  }

  /** Tells whether this thread is inside. */
  public boolean isInside() {
    return presence == INSIDE && cell.isOf(Thread.currentThread());
  }

  /** Interrupts the thread that is inside, unless it is the caller. */
  public synchronized void interrupt() {
    CurrentRun visitor = inside();
    @Nullable Thread thread = visitor.thread();
    if (thread != null && thread != Thread.currentThread() && interrupted == CurrentRun.NONE) {
      interrupted = visitor;
      thread.interrupt();
    }
  }

  /** Returns the cell of the thread inside, after waiting the moment that it takes to enter. */
  private CurrentRun inside() {
    int now = presence;
    while (now == ENTERING) {
      Thread.onSpinWait();
      now = presence;
    }
    return now == INSIDE ? cell : CurrentRun.NONE;
  }

  /**
   * Clears the interrupt that was sent to this thread, if one was. One that was sent to an
   * occupancy around this one, which goes on, is kept.
   */
  public void clearInterrupt() {
    synchronized (this) {
      if (!isInterrupted()) {
        return;
      }
      interrupted = CurrentRun.NONE;
      Thread.interrupted();
    }
    @Nullable Occupancy outer = CurrentRun.cell().innermost();
    while (outer != null) {
      if (outer.isInterrupted()) {
        Thread.currentThread().interrupt();
      }
      outer = outer.around;
    }
  }

  private synchronized boolean isInterrupted() {
    return interrupted.isOf(Thread.currentThread());
  }
}
