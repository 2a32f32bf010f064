package dev.runnel.engine;

import dev.runnel.engine.run.Lifetime;
import org.jspecify.annotations.Nullable;

/**
 * A part of a run, which may end before the run does: notifies of the end of the steps that it has
 * started.
 */
final class ScopePart implements Lifetime.Holder {
  private final Scope scope;
  private final @Nullable ChainNotifier notifier;
  private final Lifetime lifetime = new Lifetime(this);

  ScopePart(Scope scope) {
    this.scope = scope;
    this.notifier = scope.notifier();
  }

  Lifetime lifetime() {
    return lifetime;
  }

  @Override
  public Throwable named(int step, Throwable problem) {
    return scope.named(step, problem);
  }

  @Override
  public String sourceName(int step) {
    return scope.sourceName(step);
  }

  @Override
  public void onFailure(int step, Throwable failure, Runnable done) {
    if (notifier == null || isTold()) {
      done.run();
    } else {
      notifier.failStep(step, failure, done);
    }
  }

  @Override
  public void onCancel(Runnable done) {
    if (notifier == null || isTold()) {
      done.run();
    } else {
      notifier.cancelOf(lifetime, done);
    }
  }

  /** Tells whether the end of the run notifies of all its steps. */
  private boolean isTold() {
    return !scope.lifetime().isOpen();
  }

  @Override
  public String lifetimeName() {
    return "A part of chain '" + scope.plan().name() + "'";
  }
}
