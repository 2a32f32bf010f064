package dev.runnel.engine;

import dev.runnel.NullChunkException;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StepException;
import dev.runnel.StepTrail;
import dev.runnel.StreamClosed;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Is the open run of one chain: what its pipelines, on whatever thread, have in common. It holds no
 * pipeline, so that a stream that nobody holds any more can be found and cancelled.
 */
final class Scope implements AutoCloseable, DroppedStreams.Work {
  /** How many trails an exception gets that many runs throw. */
  private static final int MAX_TRAILS = 64;

  private static final System.Logger LOGGER = System.getLogger("dev.runnel");
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final CountDownLatch NOTHING_TO_TELL = new CountDownLatch(0);

  private final Plan plan;
  private final Run run;
  private final Resources resources = new Resources();
  private final Occupant occupant = new Occupant();
  private final CountDownLatch told;
  private volatile @Nullable Thread telling;
  private final @Nullable Watch watch;

  /** The runs of the steps, then those of the groups; null until one is asked for. */
  private volatile @Nullable Run @Nullable [] innerRuns;

  private volatile @Nullable Whole<?, ?> called;
  private volatile @Nullable Restartable calling;
  private volatile @Nullable Resources parentResources;
  private volatile Cleaner.@Nullable Cleanable cleanable;

  Scope(Plan plan, RunContext context) {
    this.plan = plan;
    this.run = Run.ours(context);
    this.watch = run.listeners().isEmpty() ? null : new Watch(this);
    this.told = watch == null ? NOTHING_TO_TELL : new CountDownLatch(1);
    run.closesWith(resources);
  }

  Plan plan() {
    return plan;
  }

  Run run() {
    return run;
  }

  /** Keeps how the chunks of a call add up, if it is the chain's last step that made it. */
  void called(int step, Whole<?, ?> whole) {
    if (step == plan.steps().size() - 1) {
      called = whole;
    }
  }

  /** Says that it is what gives the last step's chunks that may make the call. */
  void callsThrough(Restartable chunks) {
    calling = chunks;
  }

  /** Returns how the chunks of the last step's call add up, once that was made. */
  @Nullable Whole<?, ?> called() {
    @Nullable Restartable through = calling;
    return called != null || through == null ? called : through.called();
  }

  Resources resources() {
    return resources;
  }

  Occupant occupant() {
    return occupant;
  }

  @Nullable Watch watch() {
    return watch;
  }

  String stepName(int step) {
    return plan.step(step).name();
  }

  /** Returns the run of a step, which is made when it is first asked for. */
  synchronized Run stepRun(int step, @Nullable Runnel<?, ?, ?> component) {
    if (plan.oneStep()) {
      return run;
    }
    @Nullable Run[] inner = innerRuns();
    @Nullable Run known = inner[step];
    if (known != null) {
      return known;
    }
    Plan.Step description = plan.step(step);
    RunConfig config = component == null ? RunConfig.DEFAULT : component.config();
    @Nullable RunType type =
        component instanceof Attempting ? component.type() : description.type();
    if (type == null) {
      type = component == null ? RunType.CHAIN : component.type();
    }
    Run made =
        parentOf(step)
            .step(
                config.name().orElse(description.name()),
                type,
                config.withTags(description.tags().toArray(String[]::new)),
                List.of(plan.ownTag(step)));
    made.livesIn(resources);
    inner[step] = made;
    return made;
  }

  private @Nullable Run[] innerRuns() {
    @Nullable Run @Nullable [] known = innerRuns;
    if (known != null) {
      return known;
    }
    @Nullable Run[] made = new @Nullable Run[plan.steps().size() + plan.groups().size()];
    innerRuns = made;
    return made;
  }

  private Run parentOf(int step) {
    return plan.group(step) < 0 ? run : groupRun(plan.group(step));
  }

  /** Returns the run of a parallel group, which is made when it is first asked for. */
  synchronized Run groupRun(int group) {
    @Nullable Run[] inner = innerRuns();
    int index = plan.steps().size() + group;
    @Nullable Run known = inner[index];
    if (known == null) {
      PlanGroup shape = plan.groups().get(group);
      known = run.child(shape.name(), "seq:step:" + shape.number());
      inner[index] = known;
    }
    return known;
  }

  /** Cancels the runs that a step's body has opened and left open. */
  void closeChildren(int step) {
    if (step < 0 || innerRuns == null) {
      return;
    }
    @Nullable Run known;
    synchronized (this) {
      known = innerRuns()[step];
    }
    if (known != null) {
      known.closeChildren();
    }
  }

  /** Makes the run a root, or a child of the step in which it was called. */
  void root(@Nullable Object input, Whole<?, ?> whole) {
    if (watch != null) {
      try {
        watch.root(input, whole);
      } catch (Throwable fromListener) {
        fail(Pipeline.CALLER, fromListener);
        throw fromListener;
      }
    }
  }

  /** Makes an exception of a step ready for the caller: unwrapped, unchecked, with its trail. */
  synchronized Throwable named(int step, Throwable thrown) {
    Throwable failure = Failures.unwrap(thrown);
    String name = stepName(step);
    if (failure instanceof Exception checked && !(failure instanceof RuntimeException)) {
      failure = new StepException(name, checked);
    }
    Throwable[] known = failure.getSuppressed();
    for (Throwable suppressed : known) {
      if (suppressed instanceof StepTrail trail && trail.runId().equals(run.id())) {
        return failure;
      }
    }
    // An exception that is thrown again and again would else grow without bound.
    if (known.length < MAX_TRAILS) {
      failure.addSuppressed(new StepTrail(plan.name(), name, run.id()));
    }
    return failure;
  }

  StreamClosed closed() {
    return new StreamClosed(
        "The stream of chain '"
            + plan.name()
            + "' was closed before its end. Start another run with stream(input).");
  }

  StreamClosed closedAbove() {
    return new StreamClosed(
        "Chain '"
            + plan.name()
            + "' cannot run below the "
            + run.parentRun()
            + ", which has ended. Start it inside of that run, or with another parent.");
  }

  IllegalStateException busy() {
    return new IllegalStateException(
        "The stream of chain '"
            + plan.name()
            + "' is being read already. One thread reads a stream, and not from inside its own"
            + " steps or its own forEach.");
  }

  NullChunkException nullFrom(int step) {
    return new NullChunkException(
        "Step '"
            + stepName(step)
            + "' of chain '"
            + plan.name()
            + "' gave null. A step gives a value; to give nothing, return an empty Optional or"
            + " stream, or emit nothing.");
  }

  /** Lets the run above close this one with itself; false if that one has ended. */
  boolean joinParent() {
    @Nullable Resources above = run.parentRun().childrenCloseWith();
    if (above == null) {
      return true;
    }
    parentResources = above;
    if (!above.own(this)) {
      return false;
    }
    if (!resources.isOpen()) {
      above.disown(this);
    }
    return true;
  }

  /** Keeps what watches for a stream that is dropped, to let go of it at the end. */
  void tracked(Cleaner.Cleanable watching) {
    cleanable = watching;
    if (!resources.isOpen()) {
      watching.clean();
    }
  }

  private void leaveParent() {
    Cleaner.@Nullable Cleanable watching = cleanable;
    if (watching != null) {
      watching.clean();
    }
    @Nullable Resources above = parentResources;
    if (above != null) {
      above.disown(this);
    }
  }

  /** Tells of the end, after the resources have ended: well, or with an error of closing them. */
  void ended(int step, @Nullable Throwable failure) {
    telling = Thread.currentThread();
    run.over();
    try {
      if (watch != null && failure == null) {
        watch.endRoot();
      } else if (watch != null && failure != null) {
        watch.fail(step, failure);
      }
    } finally {
      told();
    }
  }

  /** Lets the run above go on: this one has told of its end. */
  private void told() {
    told.countDown();
    leaveParent();
  }

  /** Ends the run with a failure; returns false if it has ended already. */
  boolean fail(int step, Throwable failure) {
    if (!resources.fail(failure)) {
      return false;
    }
    telling = Thread.currentThread();
    run.over();
    try {
      resources.closeAll(failure);
      occupant.interrupt();
      if (watch != null) {
        watch.fail(step, failure);
      }
    } finally {
      told();
    }
    return true;
  }

  /** Cancels the run; returns false if it has ended already. */
  @Override
  public boolean cancel() {
    if (!resources.close()) {
      return false;
    }
    telling = Thread.currentThread();
    run.over();
    try {
      resources.closeAll(null);
      occupant.interrupt();
      if (watch != null) {
        watch.cancelRest();
      }
    } finally {
      told();
    }
    return true;
  }

  /**
   * Cancels the run with the one above. If it is just ending on another thread, waits until it has
   * told so: a run ends before the one above.
   */
  @Override
  public void close() {
    if (!cancel() && !occupant.isInside()) {
      awaitTold();
    }
  }

  /**
   * Waits, where another thread has ended the run, until that thread has told so: nobody may learn
   * of the end, and go on, before those who listen. An interrupt does not end the wait, since the
   * thread that ends a run interrupts the one that is inside.
   */
  void awaitTold() {
    if (told.getCount() == 0 || telling == Thread.currentThread()) {
      return;
    }
    // Without end only where closing a source, or a listener, hangs.
    long end = System.nanoTime() + PATIENCE_NANOS;
    boolean interrupted = false;
    while (true) {
      try {
        if (!told.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          LOGGER.log(
              System.Logger.Level.WARNING,
              "Chain ''{0}'' has ended, but closing its sources takes long.",
              plan.name());
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

  @Override
  public boolean isOpen() {
    return resources.isOpen();
  }

  @Override
  public Executor executor() {
    return run.executor();
  }

  @Override
  public String streamName() {
    return "A stream of chain '" + plan.name() + "'";
  }
}
