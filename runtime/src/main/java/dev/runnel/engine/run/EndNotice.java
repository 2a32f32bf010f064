package dev.runnel.engine.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The moment in which a thread ends something: it closes what is below, and notifies the listeners.
 * No other thread may learn of the end, and go on, before that. Thread-safe.
 */
final class EndNotice {
  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  private static final AtomicReferenceFieldUpdater<EndNotice, @Nullable CountDownLatch> WAITING =
      AtomicReferenceFieldUpdater.newUpdater(EndNotice.class, CountDownLatch.class, "waiting");

  /** The thread that ends it; only that thread need see what it has written here. */
  private @Nullable Thread ending;

  private volatile boolean done;

  /** Made by the first thread that waits, since most runs are awaited by none. */
  private volatile @Nullable CountDownLatch waiting;

  /** Says that this thread ends it. */
  void starts() {
    ending = Thread.currentThread();
  }

  /** Says that all is closed, and all who listen were notified. */
  void done() {
    done = true;
    ending = null; // whoever keeps what is over keeps no thread
    // Whoever waits makes the latch before looking whether it is done: one of the two sees the
    // other.
    @Nullable CountDownLatch latch = waiting;
    if (latch != null) {
      latch.countDown();
    }
  }

  /** Tells whether all is closed, and all who listen were notified. */
  boolean isDone() {
    return done;
  }

  /**
   * Waits until it is done, unless it is this thread that ends it. Closing a source, or a listener,
   * may hang, so nobody waits without end, nor for each of many in turn. An interrupt does not end
   * the wait, since the thread that ends a run interrupts the one that is inside.
   *
   * @param holder what has ended, named in a warning if it takes long
   */
  void await(Lifetime.Holder holder) {
    if (done || ending == Thread.currentThread()) {
      return;
    }
    WAITING.compareAndSet(this, null, new CountDownLatch(1));
    @Nullable CountDownLatch latch = waiting;
    if (done || latch == null) {
      return;
    }
    long end = CurrentRun.cell().awaitingUntil();
    boolean interrupted = false;
    while (true) {
      try {
        if (!latch.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOGGER.log(
              System.Logger.Level.WARNING,
              "{0} has ended, but closing its sources takes long.",
              holder.lifetimeName());
        }
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
