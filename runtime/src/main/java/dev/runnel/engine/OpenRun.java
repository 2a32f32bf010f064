package dev.runnel.engine;

import dev.runnel.RunContext;
import dev.runnel.engine.run.Elsewhere;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;

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
    return start(scope.run().executor(), work);
  }

  @Override
  public <T> Task<T> startForReader(Callable<T> work) {
    Executor elsewhere =
        new Elsewhere(
            scope.run().executor(),
            () -> "'" + scope.plan().name() + "' works on several inputs or branches at a time",
            "put its parts behind each other with then");
    return start(elsewhere, work);
  }

  private <T> Task<T> start(Executor executor, Callable<T> work) {
    return Task.start(scope.lifetime(), executor, scope.run().parentRun(), work);
  }
}
