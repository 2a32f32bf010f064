package dev.runnel.engine;

import dev.runnel.CustomRunnel;
import dev.runnel.NullChunkException;
import dev.runnel.RunContext;
import dev.runnel.StepException;
import dev.runnel.StepTrail;
import dev.runnel.StreamClosedException;
import dev.runnel.Whole;
import dev.runnel.engine.run.DroppedStreams;
import dev.runnel.engine.run.Resources;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.run.Telling;
import dev.runnel.engine.stream.Failures;
import java.lang.ref.Cleaner;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Is the open run of one chain: what its pipelines, on whatever thread, have in common. It holds no
 * pipeline, so that a stream that nobody holds any more can be found and cancelled.
 */
public final class Scope extends Resources implements DroppedStreams.Work {
  /** How many trails an exception gets that many runs throw. */
  private static final int MAX_TRAILS = 64;

  private final Plan plan;
  private final Run run;
  private final @Nullable Watch watch;

  /** The runs of the steps and groups; null until one is asked for. */
  private volatile @Nullable StepRuns stepRuns;

  /** What gives the last step's chunks by a call. */
  private volatile @Nullable Restartable calling;

  /** Takes this run, at its end, from those who could cancel it. */
  private volatile Cleaner.@Nullable Cleanable letGo;

  public Scope(Plan plan, RunContext context) {
    this.plan = plan;
    this.run = Run.ours(context);
    this.watch = run.listeners().isEmpty() ? null : new Watch(this);
    run.closesWith(this);
  }

  public Plan plan() {
    return plan;
  }

  public Run run() {
    return run;
  }

  /** Keeps how the chunks of a call add up, if it is the chain's last step that made it. */
  public void called(int step, Whole<?, ?> whole) {
    if (step == plan.steps().size() - 1) {
      calling = new MadeCall(whole);
    }
  }

  /** Says that it is what gives the last step's chunks that may make the call. */
  public void callsThrough(Restartable chunks) {
    if (!(calling instanceof MadeCall)) {
      calling = chunks;
    }
  }

  /** Returns how the chunks of the last step's call add up, once that was made. */
  @Nullable Whole<?, ?> called() {
    @Nullable Restartable through = calling;
    return through == null ? null : through.called();
  }

  @Nullable Watch watch() {
    return watch;
  }

  public String stepName(int step) {
    return plan.step(step).name();
  }

  /** Returns the run of a step, which is made when it is first asked for. */
  public Run stepRun(int step, @Nullable CustomRunnel<?, ?, ?> component) {
    return plan.oneStep() ? run : stepRuns().step(step, component);
  }

  /** Returns the run of a parallel group, which is made when it is first asked for. */
  public Run groupRun(int group) {
    return stepRuns().group(group);
  }

  private StepRuns stepRuns() {
    @Nullable StepRuns known = stepRuns;
    return known == null ? makeStepRuns() : known;
  }

  private synchronized StepRuns makeStepRuns() {
    @Nullable StepRuns known = stepRuns;
    if (known == null) {
      known = new StepRuns(this);
      stepRuns = known;
    }
    return known;
  }

  /** Cancels the runs that a step's body has opened and left open. */
  public void closeChildren(int step) {
    @Nullable StepRuns known = stepRuns;
    if (step >= 0 && known != null) {
      known.closeChildren(step);
    }
  }

  /** Makes the run a root, or a child of the step in which it was called. */
  public void root(@Nullable Object input, Whole<?, ?> whole) {
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
  @Override
  public synchronized Throwable named(int step, Throwable thrown) {
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

  public StreamClosedException closed() {
    return new StreamClosedException(
        "The stream of chain '"
            + plan.name()
            + "' was closed before its end. Start another run with stream(input).");
  }

  public StreamClosedException closedAbove() {
    return new StreamClosedException(
        "Chain '"
            + plan.name()
            + "' cannot run below the "
            + run.parentRun()
            + ", which has ended. Start it inside of that run, or with another parent.");
  }

  public IllegalStateException busy() {
    return new IllegalStateException(
        "The stream of chain '"
            + plan.name()
            + "' is being read already. One thread reads a stream, and not from inside its own"
            + " steps or its own forEach.");
  }

  public NullChunkException nullFrom(int step) {
    return new NullChunkException(
        "Step '"
            + stepName(step)
            + "' of chain '"
            + plan.name()
            + "' gave null. A step gives a value; to give nothing, return an empty Optional or"
            + " stream, or emit nothing.");
  }

  /** Lets the run above close this one with itself; false if that one has ended. */
  public boolean joinParent() {
    @Nullable Resources above = run.parentRun().childrenCloseWith();
    if (above == null) {
      return true;
    }
    atEnd(() -> above.disown(this));
    if (!above.own(this)) {
      return false;
    }
    if (!isOpen()) {
      above.disown(this);
    }
    return true;
  }

  /** Keeps what lets go of this run, to be called at its end; the run may have ended already. */
  public void atEnd(Cleaner.Cleanable one) {
    Cleaner.@Nullable Cleanable before = letGo;
    letGo =
        before == null
            ? one
            : () -> {
              before.clean();
              one.clean();
            };
    if (!isOpen()) {
      one.clean();
    }
  }

  @Override
  public @Nullable Telling telling() {
    return watch == null ? null : watch.telling();
  }

  @Override
  public void tellEnd() {
    if (watch != null) {
      watch.endRoot();
    }
  }

  @Override
  public void tellFailure(int step, Throwable failure) {
    if (watch != null) {
      watch.fail(step, failure);
    }
  }

  @Override
  public void tellCancel() {
    if (watch != null) {
      watch.cancelRest();
    }
  }

  /** Lets the run above go on: this one has told of its end. */
  @Override
  public void letGo() {
    Cleaner.@Nullable Cleanable kept = letGo;
    if (kept != null) {
      kept.clean();
    }
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
