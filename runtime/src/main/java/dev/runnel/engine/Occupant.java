package dev.runnel.engine;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Knows which thread is inside a run, so that closing can interrupt it, and so that such an
 * interrupt never outlives the visit.
 *
 * <p>Whoever closes first makes the closing visible, then calls {@link #interrupt}. Whoever leaves
 * first leaves, then looks whether the run was closed, and if so calls {@link #settle}.
 */
final class Occupant {
  private final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
  private @Nullable Thread interrupted;

  /** Enters; two threads cannot be inside. */
  boolean enter() {
    return inside.compareAndSet(null, Thread.currentThread());
  }

  void leave() {
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

  /** Clears the interrupt that was sent to this thread, if one was. */
  synchronized void settle() {
    if (interrupted == Thread.currentThread()) {
      interrupted = null;
      Thread.interrupted();
    }
  }
}
