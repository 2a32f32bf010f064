package dev.runnel.engine;

import dev.runnel.CustomRunnel;
import dev.runnel.RunConfig;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.run.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the runs of a chain's steps, and of its parallel groups, when they are first asked for.
 * Thread-safe.
 */
final class StepRuns {
  private final Scope scope;
  private final Plan plan;
  private final @Nullable Run[] ofSteps;
  private final @Nullable Run[] ofGroups;

  StepRuns(Scope scope) {
    this.scope = scope;
    this.plan = scope.plan();
    ofSteps = new @Nullable Run[plan.steps().size()];
    ofGroups = new @Nullable Run[plan.groups().size()];
  }

  synchronized Run step(int step, @Nullable CustomRunnel<?, ?, ?> component) {
    @Nullable Run known = ofSteps[step];
    if (known == null) {
      known = make(step, component);
      ofSteps[step] = known;
    }
    return known;
  }

  private Run make(int step, @Nullable CustomRunnel<?, ?, ?> component) {
    Plan.Step description = plan.step(step);
    RunConfig config = component == null ? RunConfig.DEFAULT : component.config();
    @Nullable RunType type =
        component != null && Attempting.is(component) ? component.type() : description.type();
    if (type == null) {
      type = component == null ? RunType.CHAIN : component.type();
    }
    Run parent = plan.group(step) < 0 ? scope.run() : group(plan.group(step));
    return parent.step(
        config.name().orElse(description.name()),
        type,
        config.withTags(description.tags().toArray(String[]::new)),
        List.of(plan.ownTag(step)),
        scope.lifetime());
  }

  synchronized Run group(int group) {
    @Nullable Run known = ofGroups[group];
    if (known == null) {
      PlanGroup shape = plan.groups().get(group);
      known = scope.run().group(shape.name(), "seq:step:" + shape.number());
      ofGroups[group] = known;
    }
    return known;
  }

  /** Cancels the runs that a step's body has opened and left open. */
  void closeChildren(int step) {
    @Nullable Run known;
    synchronized (this) {
      known = ofSteps[step];
    }
    if (known != null) {
      known.closeChildren();
    }
  }
}
