package dev.runnel.engine;

import dev.runnel.engine.run.Resources;
import dev.runnel.engine.run.Telling;
import org.jspecify.annotations.Nullable;

/** Owns what a part of a run has open, and tells how the steps end that the part has started. */
public final class PartResources extends Resources {
  private final Scope scope;
  private final @Nullable Watch watch;
  private final Telling telling = new Telling();

  public PartResources(Scope scope) {
    this.scope = scope;
    this.watch = scope.watch();
  }

  @Override
  public Telling telling() {
    return telling;
  }

  @Override
  public Throwable named(int step, Throwable problem) {
    return scope.named(step, problem);
  }

  @Override
  public void tellFailure(int step, Throwable failure) {
    if (watch != null && scope.isOpen()) { // else the end of the run tells of its steps
      watch.failStep(step, failure);
    }
  }

  @Override
  public void tellCancel() {
    if (watch != null) {
      watch.cancelOf(this);
    }
  }

  @Override
  public String streamName() {
    return "A part of chain '" + scope.plan().name() + "'";
  }
}
