package dev.runnel.engine;

import dev.runnel.RunContext;
import java.util.concurrent.Callable;

/**
 * The open run of a composition, for what works for it on other threads. It holds no pipeline, so
 * that a stream that nobody holds any more can be found and cancelled. Thread-safe.
 */
public final class OpenRun implements TaskOwner {
  private final Scope scope;

  OpenRun(Scope scope) {
    this.scope = scope;
  }

  @Override
  public boolean isOpen() {
    return scope.lifetime().isOpen();
  }

  /** Returns the run, to be the parent of others. */
  public RunContext context() {
    return scope.run();
  }

  /** Fails the run with an exception that says already where it comes from. */
  public void fail(Throwable failure) {
    scope.lifetime().fail(Pipeline.READER, failure);
  }

  /** Fails the run with an exception of a step. */
  public void failIn(int step, Throwable failure) {
    scope.lifetime().fail(step, scope.named(step, failure));
  }

  @Override
  public <T> Task<T> start(Callable<T> work) {
    return Task.start(scope.lifetime(), scope.run().executor(), scope.run().parentRun(), work);
  }
}
