package dev.runnel.engine;

import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.StepException;
import dev.runnel.StepTrail;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import java.lang.ref.Cleaner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is the open run of one chain: what its pipelines, on whatever thread, have in common. It holds no
 * pipeline, so that a stream that nobody holds any more can be found and cancelled.
 */
final class Scope {
  private final Plan plan;
  private final Run run;
  private final Resources resources = new Resources();
  private final Occupant occupant = new Occupant();
  private final @Nullable Watch watch;
  private final @Nullable Run[] stepRuns;
  private final @Nullable Run[] groupRuns;
  private @Nullable Resources parentResources;
  private @Nullable AutoCloseable child;
  private Cleaner.@Nullable Cleanable cleanable;

  Scope(Plan plan, RunContext context) {
    this.plan = plan;
    this.run = (Run) context;
    this.stepRuns = new @Nullable Run[plan.oneStep() ? 0 : plan.steps().size()];
    this.groupRuns = new @Nullable Run[plan.groups().size()];
    this.watch = run.listeners().isEmpty() ? null : new Watch(this);
    run.closesWith(resources);
  }

  Plan plan() {
    return plan;
  }

  Run run() {
    return run;
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
    @Nullable Run known = stepRuns[step];
    if (known != null) {
      return known;
    }
    Plan.Step description = plan.step(step);
    RunConfig config = component == null ? RunConfig.DEFAULT : component.config();
    @Nullable RunType type = description.type();
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
    stepRuns[step] = made;
    return made;
  }

  private Run parentOf(int step) {
    return plan.group(step) < 0 ? run : groupRun(plan.group(step));
  }

  /** Returns the run of a parallel group, which is made when it is first asked for. */
  synchronized Run groupRun(int group) {
    @Nullable Run known = groupRuns[group];
    if (known == null) {
      PlanGroup shape = plan.groups().get(group);
      known = run.child(shape.name(), "seq:step:" + shape.number());
      groupRuns[group] = known;
    }
    return known;
  }

  /** Cancels the runs that a step's body has opened and left open. */
  void closeChildren(int step) {
    if (step < 0 || plan.oneStep()) {
      return;
    }
    @Nullable Run known;
    synchronized (this) {
      known = stepRuns[step];
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
  Throwable named(int step, Throwable thrown) {
    Throwable failure = Failures.unwrap(thrown);
    String name = stepName(step);
    if (failure instanceof Exception checked && !(failure instanceof RuntimeException)) {
      failure = new StepException(name, checked);
    }
    for (Throwable known : failure.getSuppressed()) {
      if (known instanceof StepTrail trail && trail.runId().equals(run.id())) {
        return failure;
      }
    }
    failure.addSuppressed(new StepTrail(plan.name(), name, run.id()));
    return failure;
  }

  /** Lets the run above close this one with itself. */
  void joinParent(AutoCloseable pipeline) {
    @Nullable Resources above =
        run.parent().map(parent -> ((Run) parent).childrenCloseWith()).orElse(null);
    if (above != null) {
      parentResources = above;
      child = pipeline;
      above.own(pipeline);
    }
  }

  /** Keeps what watches for a stream that is dropped, to let go of it at the end. */
  void tracked(Cleaner.Cleanable watching) {
    cleanable = watching;
  }

  private void leaveParent() {
    run.over();
    if (cleanable != null) {
      cleanable.clean();
    }
    if (parentResources != null && child != null) {
      parentResources.disown(child);
    }
  }

  /** Ends the run well, unless it has ended. */
  void finish() throws Exception {
    if (!resources.isOpen()) {
      return;
    }
    resources.closeAtEnd();
    if (resources.end(Resources.State.ENDED, null)) {
      resources.closeAll(null);
      leaveParent();
      if (watch != null) {
        watch.endRoot();
      }
    }
  }

  /** Ends the run with a failure, unless it has ended. */
  void fail(int step, Throwable failure) {
    if (resources.end(Resources.State.FAILED, failure)) {
      resources.closeAll(failure);
      leaveParent();
      occupant.interrupt();
      if (watch != null) {
        watch.fail(step, failure);
      }
    }
  }

  /** Cancels the run, unless it has ended. */
  boolean cancel() {
    if (!resources.end(Resources.State.CLOSED, null)) {
      return false;
    }
    resources.closeAll(null);
    occupant.interrupt();
    leaveParent();
    if (watch != null) {
      watch.cancelRest();
    }
    return true;
  }
}
