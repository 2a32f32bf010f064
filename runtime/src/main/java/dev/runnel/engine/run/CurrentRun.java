package dev.runnel.engine.run;

import dev.runnel.RunContext;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The run that is current on a thread.
 *
 * <p>Each thread has one cell, which does not hold the thread: what the thread was started with may
 * hold a stream that its reader has dropped, and whoever keeps the cell would keep that stream. A
 * pipeline finds it once for each thread that it meets, and puts itself in when control passes into
 * the run: within the run only an int changes from step to step.
 */
public final class CurrentRun {
  private static final ThreadLocal<CurrentRun> CELL =
      ThreadLocal.withInitial(() -> new CurrentRun(Thread.currentThread()));

  /** The cell of no thread. */
  static final CurrentRun NONE = new CurrentRun(null);

  /** What is current outside of any run. */
  public static final Run DETACHED = Run.detached();

  /** Threads that are inside fewer runs hardly recurse, and need not pay for a look. */
  private static final int DEEP = 16;

  private final WeakReference<@Nullable Thread> thread;
  private @Nullable RunHolder holder;
  private @Nullable Occupancy innermost;

  private boolean isClosing;

  /** When the thread stops to wait for what it closes, while it closes something. */
  private long closingUntil;

  /** How many tasks the thread does for itself, since it started them and nobody else took them. */
  private int ownTasks;

  private int closingDepth;

  private Unwinding unwinding = new Unwinding();

  /** Ends for which the stack had no room, until it has. */
  private @Nullable List<Runnable> keptBack;

  /** How deep the thread was in runs when its stack overflew, until that was told. */
  private int overflownAt;

  private CurrentRun(@Nullable Thread thread) {
    this.thread = new WeakReference<>(thread);
  }

  /**
   * Returns the run that is current on this thread.
   *
   * @return the run, or a context without parent outside of any run
   */
  public static RunContext get() {
    @Nullable RunHolder holder = CELL.get().holder;
    return holder == null ? DETACHED : holder.currentRun();
  }

  public static CurrentRun cell() {
    return CELL.get();
  }

  /** Returns the thread whose cell it is; null once nobody holds that thread. */
  @Nullable Thread thread() {
    return thread.get();
  }

  boolean isOf(Thread other) {
    return thread.refersTo(other);
  }

  public @Nullable RunHolder swap(@Nullable RunHolder next) {
    @Nullable RunHolder previous = holder;
    holder = next;
    return previous;
  }

  /** Returns the innermost occupancy that the thread is inside of. */
  @Nullable Occupancy innermost() {
    return innermost;
  }

  /** Notes that the thread is inside, and returns what was the innermost before. */
  @Nullable Occupancy enter(Occupancy inner) {
    @Nullable Occupancy previous = innermost;
    innermost = inner;
    return previous;
  }

  void leave(@Nullable Occupancy previous) {
    innermost = previous;
  }

  /** Begins to close something; returns false if the thread does so already, and keeps its end. */
  boolean beginClosing(long until) {
    if (isClosing) {
      return false;
    }
    isClosing = true;
    closingUntil = until;
    return true;
  }

  void endClosing(boolean outermost) {
    if (outermost) {
      isClosing = false;
    }
  }

  /** Returns when the thread stops to wait for what it closes, from now on if it just begins. */
  long closingUntil() {
    return isClosing ? closingUntil : Closing.patience();
  }

  /** Returns when the thread stops to wait for listeners: with what it closes, or soon. */
  long tellingUntil() {
    return orSoon(closingUntil());
  }

  /**
   * Returns when the thread stops to wait for what others end: somewhat later than for what it
   * closes itself. Where it closes many things, it has that time for all of them.
   */
  long awaitingUntil() {
    return orSoon(closingUntil() + TimeUnit.SECONDS.toNanos(1));
  }

  private static long orSoon(long until) {
    long soon = Closing.lastChance();
    return until - soon > 0 ? until : soon;
  }

  /** Returns how many closings wait for the one on this thread. */
  int closingDepth() {
    return closingDepth;
  }

  void closingDepth(int depth) {
    closingDepth = depth;
  }

  /** Returns the ends that the thread brings about now, one inside the other. */
  Unwinding unwinding() {
    return unwinding;
  }

  /** Begins a call in which nothing is put off until after it; returns what was before. */
  Unwinding beginUnwinding() {
    Unwinding around = unwinding;
    unwinding = new Unwinding();
    return around;
  }

  void endUnwinding(Unwinding around) {
    unwinding = around;
  }

  /**
   * Brings an end about: at once, or, where the stack may have no room for that, when the thread
   * has come back from enough of the runs that it is inside of.
   */
  void bringAbout(Runnable end) {
    if (unwinding.isBusy() || hasRoom()) {
      unwinding.run(end);
      return;
    }
    @Nullable List<Runnable> ends = keptBack;
    if (ends == null) {
      ends = new ArrayList<>();
      keptBack = ends;
    }
    ends.add(end);
  }

  /** Brings about the ends that were kept back, where the stack has room for them. */
  void catchUp() {
    @Nullable List<Runnable> ends = keptBack;
    if (ends == null || !hasRoom()) {
      return;
    }
    keptBack = null;
    boolean outermost = beginClosing(Closing.patience());
    try {
      unwinding.runAll(ends);
    } finally {
      endClosing(outermost);
    }
  }

  /**
   * Looks, before something ends, whether the stack has room to keep that end back. If it has not,
   * nothing has ended yet, and whoever reads it ends it with what the stack has then.
   *
   * @throws StackOverflowError if it has not
   */
  void checkEnd() {
    if (isDeep() && !StackReserve.hasSome()) {
      throw new StackOverflowError();
    }
  }

  /**
   * Looks, for a run that is about to start or to end well, whether the stack has room to tell of
   * its end.
   *
   * @throws StackOverflowError if it has not; no exception, since whoever tries again would have no
   *     more room
   */
  public void checkStack() {
    if (!hasRoom()) {
      throw new StackOverflowError();
    }
  }

  private boolean hasRoom() {
    return !isDeep() || StackReserve.hasEnough();
  }

  /**
   * Says how deep runs were, where that has overflown the stack, as soon as enough has come back
   * that there is room to say it. Returns any other failure as it is.
   */
  public Throwable explained(Throwable thrown) {
    if (!(thrown instanceof StackOverflowError) || thrown.getMessage() != null || !isDeep()) {
      return thrown;
    }
    overflownAt = Math.max(overflownAt, depth());
    if (!StackReserve.canTell()) {
      return thrown;
    }
    Error explained =
        new StackOverflowError(
            "The stack of thread '"
                + Thread.currentThread().getName()
                + "' is too small: "
                + overflownAt
                + " streams of runs were read on it, one inside the other. Read them on a thread"
                + " with a larger stack (-Xss, or the stack size of a Thread), or nest less: end a"
                + " recursion earlier, give all fallbacks to one withFallbacks, make one function"
                + " of many RunnableTransforms.");
    explained.initCause(thrown);
    overflownAt = 0;
    return explained;
  }

  /** Tells whether the thread is inside of many runs, and may be about to overflow its stack. */
  public boolean isDeep() {
    return depth(DEEP) == DEEP;
  }

  /** Returns how many streams are read on the thread, one inside the other. */
  private int depth() {
    return depth(Integer.MAX_VALUE);
  }

  private int depth(int most) {
    int depth = 0;
    @Nullable Occupancy around = innermost;
    while (around != null && depth < most) {
      depth++;
      around = around.around();
    }
    return depth;
  }

  /** Notes that the thread does a task that it has started itself, and waits for nobody. */
  public void beginOwnTask() {
    ownTasks++;
  }

  public void endOwnTask() {
    ownTasks--;
  }

  /** Tells whether the thread does a task that it has started: what it was to do then waits. */
  public boolean isInOwnTask() {
    return ownTasks > 0;
  }

  /** What can be current: a run, or a pipeline that is at one of its steps. */
  public interface RunHolder {
    RunContext currentRun();
  }
}
