package dev.runnel.engine.run;

import dev.runnel.engine.stream.ClosesPromptly;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The life of something that is open: a run, a part of one, an attempt, a batch. It owns what is to
 * be closed with it. The first of end, failure and cancelling wins; whatever is still owned is then
 * closed once, and the holder is notified. Whoever else closes it waits for that: what is below
 * ends before what is above. Thread-safe.
 */
public final class Lifetime implements ClosesPromptly {
  /** Stands for a step where no step is at fault. */
  public static final int NO_STEP = -1;

  private static final System.Logger LOGGER = System.getLogger("dev.runnel");

  /** Changes {@link #state} without an object of its own for each run. */
  private static final AtomicReferenceFieldUpdater<Lifetime, State> STATE =
      AtomicReferenceFieldUpdater.newUpdater(Lifetime.class, State.class, "state");

  private final Holder holder;
  private final Occupancy occupancy = new Occupancy();
  private final EndNotice notice = new EndNotice();
  private volatile State state = State.OPEN;

  /** Written before the state becomes FAILED, and read after that was seen. */
  private @Nullable Throwable failure;

  /** What is to be closed first; the content is guarded by this. */
  private volatile @Nullable Owned sources;

  /** What is to be closed after all sources; the content is guarded by this. */
  private volatile @Nullable Owned tasks;

  /** What lets go of it when it is over; guarded by this. */
  private @Nullable Runnable whenOver;

  /** How far a life has come. */
  public enum State {
    OPEN,
    /** At its end, and closing its sources; nobody can cancel or fail it any more. */
    ENDING,
    ENDED,
    FAILED,
    CANCELLED
  }

  /** Something that is open for as long as its lifetime, which it ends when it is closed. */
  public interface Bearer {
    Lifetime lifetime();
  }

  /** Has a lifetime, and is notified of its end, which comes in one of three ways. */
  public interface Holder {
    /** Returns the name of what has the lifetime, for messages. */
    default String lifetimeName() {
      return "A stream";
    }

    /** Returns whose source it is that a step has opened, for messages. */
    default String sourceName(int step) {
      return lifetimeName();
    }

    /** Makes an error of closing ready for the reader, and returns it. */
    default Throwable named(int step, Throwable problem) {
      return problem;
    }

    /** Notifies of a normal end. */
    default void onEnd() {}

    /** Notifies of a failure, in a step or in none; runs the action when that was done. */
    default void onFailure(int step, Throwable cause, Runnable done) {
      done.run();
    }

    /** Notifies of cancelling; runs the action when that was done, by whatever thread. */
    default void onCancel(Runnable done) {
      done.run();
    }
  }

  /** Begins the life of a stream between two runs, such as the attempts at a step. */
  public Lifetime() {
    this(new Holder() {});
  }

  /** Begins the life of a holder. */
  public Lifetime(Holder holder) {
    this.holder = holder;
  }

  // ---- how it ends

  /** Tells whether it has not ended, nor begun to. */
  public boolean isOpen() {
    return state == State.OPEN;
  }

  /** Returns how far it has come. */
  public State state() {
    return state;
  }

  /** Returns the failure that ended it, if one did. */
  public @Nullable Throwable failure() {
    return state == State.FAILED ? failure : null;
  }

  /**
   * Ends it normally, or with a failure if closing what it owns fails; returns false, without
   * effect, if it has ended.
   *
   * @param step the step to which such a failure belongs
   */
  public boolean end(int step) {
    if (!STATE.compareAndSet(this, State.OPEN, State.ENDING)) {
      return false;
    }
    notice.starts();
    @Nullable Throwable problem = closeAtEnd();
    if (problem == null) {
      STATE.lazySet(this, State.ENDED);
      try {
        holder.onEnd();
      } finally {
        over();
      }
    } else {
      Throwable named = holder.named(step, problem);
      synchronized (this) { // so that a failure that came too late does not replace it
        failure = named;
        state = State.FAILED;
      }
      holder.onFailure(step, named, this::over);
    }
    return true;
  }

  /**
   * Ends it with a failure; returns false, without effect, if it has ended.
   *
   * @throws StackOverflowError if the stack has no room to begin that, without effect
   */
  public boolean fail(int step, Throwable cause) {
    CurrentRun.cell().checkEnd();
    if (!markFailed(cause)) {
      return false;
    }
    notice.starts();
    unwind(cause, () -> holder.onFailure(step, cause, this::over));
    return true;
  }

  private synchronized boolean markFailed(Throwable cause) {
    if (!isOpen()) {
      return false;
    }
    failure = cause; // nobody looks at it unless the next line succeeds
    return STATE.compareAndSet(this, State.OPEN, State.FAILED);
  }

  /**
   * Cancels it; returns false, without effect, if it has ended.
   *
   * @throws StackOverflowError if the stack has no room to begin that, without effect
   */
  public boolean cancel() {
    CurrentRun.cell().checkEnd();
    if (!STATE.compareAndSet(this, State.OPEN, State.CANCELLED)) {
      return false;
    }
    notice.starts();
    unwind(null, () -> holder.onCancel(this::over));
    return true;
  }

  /**
   * Closes what is still open, interrupts whoever is inside, and tells the holder when all that is
   * below is over.
   *
   * @param cause the failure to which errors of closing are added; they are logged without one
   */
  private void unwind(@Nullable Throwable cause, Runnable telling) {
    if (sources == null && tasks == null) {
      occupancy.interrupt();
      CurrentRun.cell().bringAbout(telling);
      return;
    }
    CurrentRun cell = CurrentRun.cell();
    boolean outermost = cell.beginClosing(Closing.patience());
    try {
      cell.bringAbout(() -> unwind(cell.unwinding(), cause, telling));
    } finally {
      cell.endClosing(outermost);
    }
  }

  private void unwind(Unwinding unwinding, @Nullable Throwable cause, Runnable telling) {
    List<Owned.Entry> all = takeSources();
    for (Owned.Entry source : all) {
      unwinding.run(() -> closeQuietly(source, cause));
    }
    unwinding.run(
        () -> {
          takeTasks().forEach(task -> closeQuietly(task, cause));
          occupancy.interrupt();
        });
    unwinding.run(() -> afterAll(notYetOver(all), telling));
  }

  /** Runs an action when what is below is over, which mostly is at once: it ends before. */
  private static void afterAll(List<Lifetime> below, Runnable action) {
    if (below.isEmpty()) {
      action.run();
      return;
    }
    AtomicInteger open = new AtomicInteger(below.size());
    for (Lifetime each : below) {
      each.whenOver(
          () -> {
            if (open.decrementAndGet() == 0) {
              action.run();
            }
          });
    }
  }

  private void over() {
    @Nullable Runnable action;
    synchronized (this) { // so that nobody's action overtakes one that was given before
      notice.done();
      action = whenOver;
    }
    if (action != null) {
      CurrentRun.cell().bringAbout(action);
    }
  }

  /** Runs an action once it is over, after those that were given before, or now if it is. */
  public void whenOver(Runnable action) {
    synchronized (this) {
      if (!notice.isDone()) {
        @Nullable Runnable before = whenOver;
        whenOver =
            before == null
                ? action
                : () -> {
                  before.run();
                  action.run();
                };
        return;
      }
    }
    action.run();
  }

  /** Lets another lifetime close this one, if it ends first; returns false if it has ended. */
  public boolean closeWith(Lifetime above) {
    whenOver(() -> above.disown(this));
    if (!above.own(this)) {
      return false;
    }
    if (!isOpen()) {
      above.disown(this);
    }
    return true;
  }

  /**
   * Cancels it with what is above. If it is just ending on another thread, waits until the holder
   * was notified.
   */
  @Override
  public void close() {
    if (!cancel() && !isInside()) {
      awaitEnd();
    }
  }

  /** Returns the name of what has the lifetime, for messages. */
  public String name() {
    return holder.lifetimeName();
  }

  /** Waits, where another thread is ending it, until all is closed and the holder was notified. */
  public void awaitEnd() {
    if (!isOpen()) {
      notice.await(holder);
    }
  }

  // ---- the thread inside

  /** Enters it with this thread; returns false if a thread is inside. */
  public boolean enter() {
    return occupancy.enter();
  }

  /** Returns the current run of the thread that is inside. */
  public CurrentRun cell() {
    return occupancy.cell();
  }

  /** Leaves; where it has ended well, nobody has sent an interrupt, nor will. */
  public void leave() {
    CurrentRun mine = occupancy.cell(); // another thread may enter as soon as this one has left
    if (state == State.ENDED) {
      occupancy.leaveForGood();
    } else {
      occupancy.leave();
    }
    mine.catchUp();
  }

  /** Tells whether this thread is inside. */
  public boolean isInside() {
    return occupancy.isInside();
  }

  /** Clears the interrupt that ending it has sent to this thread. */
  public void clearInterrupt() {
    if (state != State.ENDED) {
      occupancy.clearInterrupt();
    }
  }

  // ---- what it owns

  /**
   * Takes over what must be closed. If everything is closed already, closes it and returns false.
   */
  public boolean own(AutoCloseable source) {
    return own(source, NO_STEP, false);
  }

  /** Takes over what a step has opened. */
  public boolean own(AutoCloseable source, int step) {
    return own(source, step, false);
  }

  /**
   * Takes over a task, which is closed after all sources: whoever waits for a source learns that it
   * was closed before the interrupt comes.
   */
  public boolean ownTask(AutoCloseable task) {
    return own(task, NO_STEP, true);
  }

  private boolean own(AutoCloseable resource, int step, boolean isTask) {
    if (isOpen()) {
      add(resource, step, isTask);
      // Whoever ends it says so before looking at what is owned: one of the two sees the other.
      if (isOpen()) {
        return true;
      }
      if (!disown(resource)) {
        return false;
      }
    }
    closeQuietly(new Owned.Entry(resource, 0, step), null);
    return false;
  }

  private synchronized void add(AutoCloseable resource, int step, boolean isTask) {
    @Nullable Owned all = isTask ? tasks : sources;
    if (all == null) {
      all = new Owned();
      if (isTask) {
        tasks = all;
      } else {
        sources = all;
      }
    }
    all.add(resource, step);
  }

  /** Tells whether nothing is to be closed. */
  public synchronized boolean ownsNothing() {
    return isEmpty(sources) && isEmpty(tasks);
  }

  private static boolean isEmpty(@Nullable Owned all) {
    return all == null || all.isEmpty();
  }

  /** Gives back what has closed itself; returns whether it was still owned. */
  public synchronized boolean disown(AutoCloseable resource) {
    return removes(sources, resource) || removes(tasks, resource);
  }

  private static boolean removes(@Nullable Owned all, AutoCloseable resource) {
    return all != null && all.remove(resource);
  }

  /** Returns what is not over yet, since a listener is still to be told. */
  private static List<Lifetime> notYetOver(List<Owned.Entry> closed) {
    @Nullable List<Lifetime> below = null;
    for (Owned.Entry source : closed) {
      @Nullable Lifetime lifetime = of(source.resource());
      if (lifetime != null && !lifetime.notice.isDone()) {
        below = below == null ? new ArrayList<>() : below;
        below.add(lifetime);
      }
    }
    return below == null ? List.of() : below;
  }

  private static @Nullable Lifetime of(AutoCloseable source) {
    if (source instanceof Lifetime lifetime) {
      return lifetime;
    }
    return source instanceof Bearer bearer ? bearer.lifetime() : null;
  }

  /** Closes what is still open at a normal end, and returns the first error of closing. */
  private @Nullable Throwable closeAtEnd() {
    if (sources == null && tasks == null) {
      return null;
    }
    CurrentRun cell = CurrentRun.cell();
    boolean outermost = cell.beginClosing(Closing.patience());
    Unwinding around = cell.beginUnwinding(); // what closing throws is to be known at once
    try {
      return closeAtEnd(takeTasks(), closeAtEnd(takeSources(), null));
    } finally {
      cell.endUnwinding(around);
      cell.endClosing(outermost);
    }
  }

  private @Nullable Throwable closeAtEnd(List<Owned.Entry> all, @Nullable Throwable before) {
    @Nullable Throwable problem = before;
    for (Owned.Entry resource : all) {
      @Nullable Throwable thrown = close(resource);
      if (problem == null) {
        problem = thrown;
      } else if (thrown != null && problem != thrown) {
        problem.addSuppressed(thrown);
      }
    }
    return problem;
  }

  private synchronized List<Owned.Entry> takeSources() {
    @Nullable Owned all = sources;
    sources = null;
    return all == null ? List.of() : all.inOrder();
  }

  private List<Owned.Entry> takeTasks() {
    @Nullable Owned all;
    synchronized (this) {
      all = tasks;
      tasks = null;
    }
    return all == null ? List.of() : all.inOrder();
  }

  private void closeQuietly(Owned.Entry resource, @Nullable Throwable cause) {
    @Nullable Throwable thrown = close(resource);
    if (thrown == null) {
      return;
    }
    if (cause == null) {
      LOGGER.log(System.Logger.Level.WARNING, "A source failed while it was closed.", thrown);
    } else if (cause != thrown) {
      cause.addSuppressed(thrown);
    }
  }

  /**
   * Closes one thing, and returns what that has thrown. Only the thread that alone reads the source
   * closes it by itself; anybody else must not be held by it.
   */
  private @Nullable Throwable close(Owned.Entry entry) {
    if (ClosesPromptly.is(entry.resource())) {
      return closeHere(entry.resource());
    }
    if (!isAloneInside() && Closing.hasRoom()) {
      return Closing.close(entry, holder, this::interruptReaders);
    }
    CurrentRun cell = CurrentRun.cell();
    Unwinding around = cell.beginUnwinding(); // the user's code goes on when all below is closed
    try {
      return closeHere(entry.resource());
    } finally {
      cell.endUnwinding(around);
    }
  }

  private static @Nullable Throwable closeHere(AutoCloseable resource) {
    try {
      resource.close();
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  private boolean isAloneInside() {
    if (!isInside()) {
      return false;
    }
    synchronized (this) {
      return isEmpty(tasks);
    }
  }

  private void interruptReaders() {
    takeTasks().forEach(task -> closeQuietly(task, null));
    occupancy.interrupt();
  }
}
