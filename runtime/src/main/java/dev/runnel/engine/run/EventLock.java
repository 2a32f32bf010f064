package dev.runnel.engine.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time tell of a run. A run mostly has one thread, for which taking this costs
 * a fraction of what a common lock does. When a second one comes, it becomes a common lock for
 * good. Reentrant.
 *
 * <p>It is held while listeners are called, and a listener may close another run, whose listener
 * closes this one. So who closes waits for it in {@link #tellCancel}, and never without bound.
 */
public final class EventLock {
  private static final int FREE = 0;
  private static final int TAKEN_BY_FIRST = 1;
  private static final int COMMON = 2;

  private static final int SPINS = 100;
  private static final long SHORTEST_PAUSE_NANOS = 1_000;
  private static final long LONGEST_PAUSE_NANOS = 1_000_000;

  /** How many threads that wait for each other are followed. */
  private static final int CIRCLE = 16;

  /** What each thread waits for, as long as it waits. */
  private static final Map<Thread, EventLock> WAITING = new ConcurrentHashMap<>();

  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  /** Changes {@link #state} without an object of its own for each run. */
  private static final AtomicIntegerFieldUpdater<EventLock> STATE =
      AtomicIntegerFieldUpdater.newUpdater(EventLock.class, "state");

  private volatile int state = FREE;

  /** Whether a second thread has come, so that the first one must not take it any more. */
  private volatile boolean wanted;

  /**
   * The cell of the first thread that took it; written once, by that thread while {@link #common}
   * is held.
   */
  private volatile CurrentRun first = CurrentRun.NONE;

  /** How many times the first thread has taken it while it had it. */
  private int again;

  /** Whether its run is deep inside of others, where a push of a chunk may overflow the stack. */
  private boolean deep;

  private final CommonLock common = new CommonLock();

  /** Looks, from now on, whether the stack has room to give it back, each time it is taken. */
  public void beDeep() {
    deep = true;
  }

  /**
   * Waits until no other thread has it, and takes it.
   *
   * @throws StackOverflowError if the stack might have no room to give it back
   */
  public void lock() {
    if (deep && !StackReserve.hasSome()) {
      throw new StackOverflowError();
    }
    if (!first.isOf(Thread.currentThread())
        || wanted
        || !STATE.compareAndSet(this, FREE, TAKEN_BY_FIRST)) {
      lockSlowly();
    }
  }

  private void lockSlowly() {
    if (takesAsFirst()) {
      return;
    }
    wanted = true;
    if (isCommon() && common.tryLock()) {
      return;
    }
    Waiting waiting = new Waiting(Long.MAX_VALUE);
    try {
      while (!isCommon()) {
        waiting.pause();
      }
      common.lock();
    } finally {
      waiting.end();
    }
  }

  private boolean takesAsFirst() {
    if (!isFirst()) {
      return false;
    }
    if (state == TAKEN_BY_FIRST) { // only this thread makes it so
      again++;
      return true;
    }
    return !wanted && STATE.compareAndSet(this, FREE, TAKEN_BY_FIRST);
  }

  private boolean isFirst() {
    if (first == CurrentRun.NONE) {
      common.lock();
      try {
        if (first == CurrentRun.NONE) {
          first = CurrentRun.cell();
        }
      } finally {
        common.unlock();
      }
    }
    return first.isOf(Thread.currentThread());
  }

  /**
   * Makes it a common lock, unless the first thread has it. That one tells nobody when it gives it
   * back, since this would cost it more than the rest; but it cannot take it again.
   */
  private boolean isCommon() {
    return state == COMMON || STATE.compareAndSet(this, FREE, COMMON);
  }

  /**
   * Tells of the failure of a run: on this thread if it can have the lock soon, else on one of
   * Runnel's own, when the listener that is being called has returned.
   *
   * @param telling tells the listeners
   * @param done is run when they were told
   * @param name what has ended, for a warning
   */
  public void tellEnd(Runnable telling, Runnable done, Supplier<String> name) {
    CurrentRun.cell().bringAbout(() -> tellHere(telling, done, name));
  }

  /**
   * Tells of the cancelling of a run, which comes from any thread: so a listener does not hold
   * that, unless it is itself called there.
   *
   * @param telling tells the listeners
   * @param done is run when they were told
   * @param name what has ended, for a warning
   */
  public void tellCancel(Runnable telling, Runnable done, Supplier<String> name) {
    CurrentRun.cell()
        .bringAbout(
            () -> {
              if (Threads.isOfRunnel() || isOfThisThread() || Delivery.isOnThisThread()) {
                tellHere(telling, done, name);
              } else {
                new Telling(telling, done).tellElsewhere(name);
              }
            });
  }

  private void tellHere(Runnable telling, Runnable done, Supplier<String> name) {
    if (takesSoon(name)) {
      try {
        tell(telling);
      } finally {
        done.run();
      }
    } else {
      Threads.ofRunnel().execute(new Telling(telling, done).withoutWaiting());
    }
  }

  /** Tells, while this thread has it, and gives it back. */
  private void tell(Runnable telling) {
    CurrentRun cell = CurrentRun.cell();
    Unwinding around = cell.beginUnwinding(); // what a listener closes is closed when it goes on
    try {
      telling.run();
    } finally {
      cell.endUnwinding(around);
      unlock();
    }
  }

  /**
   * Takes it, but gives up where that takes long, or where the thread that has it waits, directly
   * or not, for this one.
   */
  private boolean takesSoon(Supplier<String> name) {
    return takesAsFirst() || waitsFor(() -> isCommon() && common.tryLock(), name);
  }

  /** Waits until something is so; gives up as {@link #takesSoon} does. */
  private boolean waitsFor(BooleanSupplier condition, Supplier<String> name) {
    wanted = true;
    Waiting waiting = new Waiting(CurrentRun.cell().tellingUntil());
    try {
      while (!condition.getAsBoolean()) {
        if (waiting.isOver()) {
          LOGGER.log(
              System.Logger.Level.WARNING,
              "{0} has ended, but a listener takes long: it is told when it has returned, and the"
                  + " run ends without it.",
              name.get());
          return false;
        }
        if (isWaitingForThisThread()) {
          return false;
        }
        waiting.pause();
      }
      return true;
    } finally {
      waiting.end();
    }
  }

  private boolean isWaitingForThisThread() {
    @Nullable EventLock lock = this;
    for (int i = 0; i < CIRCLE && lock != null; i++) {
      @Nullable Thread owner = lock.owner();
      if (owner == null || owner == Thread.currentThread()) {
        return owner != null;
      }
      lock = WAITING.get(owner);
    }
    return false;
  }

  private boolean isOfThisThread() {
    return owner() == Thread.currentThread();
  }

  private @Nullable Thread owner() {
    return state == TAKEN_BY_FIRST ? first.thread() : common.owner();
  }

  /** Gives it back, as often as it was taken. Only for the thread that has it. */
  public void unlock() {
    if (state != TAKEN_BY_FIRST) {
      common.unlock();
    } else if (again > 0) {
      again--;
    } else {
      STATE.lazySet(this, FREE);
    }
  }

  /** A wait of this thread, which an interrupt does not end. */
  private final class Waiting {
    private final Thread thread = Thread.currentThread();
    private final long end;
    private int spins;
    private long pause = SHORTEST_PAUSE_NANOS;
    private boolean interrupted;

    Waiting(long end) {
      this.end = end;
      WAITING.put(thread, EventLock.this);
    }

    void pause() {
      if (spins < SPINS) {
        spins++;
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(EventLock.this, pause);
        interrupted |= Thread.interrupted();
        pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
      }
    }

    boolean isOver() {
      return end != Long.MAX_VALUE && System.nanoTime() - end >= 0;
    }

    void end() {
      WAITING.remove(thread);
      if (interrupted) {
        thread.interrupt();
      }
    }
  }

  /** Tells on a thread of Runnel's own, for one that may wait for that. */
  private final class Telling implements Runnable {
    private static final int AWAITED = 0;
    private static final int TOLD = 1;
    private static final int LEFT = 2;

    private final Runnable telling;
    private final Runnable done;
    private final Thread waiting = Thread.currentThread();
    private final AtomicInteger progress = new AtomicInteger(AWAITED);

    Telling(Runnable telling, Runnable done) {
      this.telling = telling;
      this.done = done;
    }

    /** Lets nobody wait: what comes after runs on the thread that tells. */
    Telling withoutWaiting() {
      progress.set(LEFT);
      return this;
    }

    void tellElsewhere(Supplier<String> name) {
      try {
        Threads.ofRunnel().execute(((Run) CurrentRun.get()).wrap((Runnable) this));
      } catch (Throwable noThread) {
        run();
      }
      boolean isTold = waitsFor(() -> progress.get() == TOLD, name);
      if (isTold || !progress.compareAndSet(AWAITED, LEFT)) {
        done.run();
      }
    }

    @Override
    public void run() {
      lock();
      try {
        tell(telling);
      } finally {
        if (progress.compareAndSet(AWAITED, TOLD)) {
          LockSupport.unpark(waiting);
        } else {
          done.run();
        }
      }
    }
  }

  /** Knows who has it. */
  private static final class CommonLock extends ReentrantLock {
    private static final long serialVersionUID = 1;

    @Nullable Thread owner() {
      return getOwner();
    }
  }
}
