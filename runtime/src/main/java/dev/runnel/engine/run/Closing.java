package dev.runnel.engine.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a source for somebody who must not be held by it. A source may wait for its own reader, as
 * one does that closes under the lock it reads under: so it is closed on a thread of Runnel's own,
 * the reader is interrupted after a short grace, and whoever closes goes on after a bounded wait.
 */
final class Closing implements Runnable {
  /** How long a source may take until its reader is interrupted. */
  private static final long GRACE_MILLIS = 100;

  /** How long whoever cancels waits for all that is closed with it. */
  private static final long PATIENCE_MILLIS = 1_000;

  /** How long a source gets where others have used up the patience: enough for one that is well. */
  private static final long LAST_CHANCE_MILLIS = 10;

  /**
   * How many threads may wait for each other, one for a source around the next one. Below that a
   * thread closes all by itself, and is held if need be: those above it are not.
   */
  private static final int MAX_DEPTH = 8;

  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  private final AutoCloseable source;
  private final long until;
  private final int depth;
  private final CountDownLatch closed = new CountDownLatch(1);
  private @Nullable Throwable problem;
  private boolean abandoned;

  private Closing(AutoCloseable source, long until, int depth) {
    this.source = source;
    this.until = until;
    this.depth = depth;
  }

  /** Tells whether this thread, if it closes something, may leave that to another one. */
  static boolean hasRoom() {
    return CurrentRun.cell().closingDepth() < MAX_DEPTH;
  }

  /**
   * Closes a source.
   *
   * @param interrupting interrupts those who may be reading the source
   * @return what closing has thrown, as far as that is known
   */
  static @Nullable Throwable close(
      Owned.Entry source, Lifetime.Holder holder, Runnable interrupting) {
    CurrentRun cell = CurrentRun.cell();
    long until = cell.closingUntil();
    Closing closing = new Closing(source.resource(), until, cell.closingDepth() + 1);
    try {
      Threads.ofRunnel().execute(((Run) CurrentRun.get()).wrap((Runnable) closing));
    } catch (Throwable noThread) {
      closing.run();
    }
    boolean isLate = until - System.nanoTime() <= 0;
    if (!closing.isClosedBy(nanosFromNow(isLate ? LAST_CHANCE_MILLIS : GRACE_MILLIS))) {
      interrupting.run();
      if (!closing.isClosedBy(until)) {
        closing.abandon(source, holder);
      }
    }
    return closing.problem();
  }

  /** Tells until when one that is well gets its chance, although the patience is used up. */
  static long lastChance() {
    return nanosFromNow(LAST_CHANCE_MILLIS);
  }

  /** Tells when those who begin to wait now go on, which they do by the wait around theirs. */
  static long patience() {
    return nanosFromNow(PATIENCE_MILLIS);
  }

  private static long nanosFromNow(long millis) {
    return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Closes on this thread; what is closed below waits no longer than the one above. */
  @Override
  public void run() {
    @Nullable Throwable thrown = null;
    CurrentRun cell = CurrentRun.cell();
    int before = cell.closingDepth();
    boolean outermost = cell.beginClosing(until);
    cell.closingDepth(depth);
    try {
      source.close();
    } catch (Throwable failure) {
      thrown = failure;
    } finally {
      cell.closingDepth(before);
      cell.endClosing(outermost);
    }
    if (!done(thrown)) {
      logLate(thrown);
    }
    closed.countDown();
  }

  private static void logLate(@Nullable Throwable thrown) {
    if (thrown != null) {
      LOGGER.log(System.Logger.Level.WARNING, "A source failed while it was closed.", thrown);
    }
  }

  /** Keeps the problem for whoever waits; returns false if nobody does any more. */
  private synchronized boolean done(@Nullable Throwable thrown) {
    problem = thrown;
    return !abandoned;
  }

  private synchronized @Nullable Throwable problem() {
    return problem;
  }

  /** Waits; an interrupt is kept for later, since it may be one that this closing has sent. */
  private boolean isClosedBy(long time) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return closed.await(time - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void abandon(Owned.Entry owned, Lifetime.Holder holder) {
    synchronized (this) {
      abandoned = true;
    }
    LOGGER.log(
        System.Logger.Level.WARNING,
        "Closing {0} of {1} takes too long, and goes on in the background; the run ends without it."
            + " Let its close() return soon, and its reader end when it is interrupted.",
        source.getClass().getName(),
        holder.sourceName(owned.step()));
  }
}
