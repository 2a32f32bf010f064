package dev.runnel.engine;

import dev.runnel.AbstractChunkStream;
import dev.runnel.NullChunkException;
import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.run.CurrentRun;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.stream.Failures;
import org.jspecify.annotations.Nullable;

/**
 * Is a pipeline seen from its run: which step is running, who is inside, and how it ends.
 *
 * <p>It ends once: well, with a failure or by closing. All but closing is done by the thread that
 * is inside.
 *
 * @param <C> the chunks
 */
public abstract class RunPart<C> extends AbstractChunkStream<C> implements CurrentRun.RunHolder {
  /** Says that control is with whoever reads the chunks, and no step is running. */
  protected static final int CALLER = Lifetime.NO_STEP;

  /** The step that is running, or {@link #CALLER}. */
  protected int at = CALLER;

  public final Scope scope;
  public final @Nullable ChainNotifier notifier;
  public final Lifetime lifetime;
  private CurrentRun.@Nullable RunHolder outer;
  private boolean closedInside;

  /** What failed behind an emitting step, and where. */
  private @Nullable Outcome outcome;

  public RunPart(Scope scope, Lifetime lifetime) {
    this.scope = scope;
    this.lifetime = lifetime;
    this.notifier = scope.notifier();
  }

  @Override
  public final RunContext currentRun() {
    if (at != CALLER) {
      return scope.stepRun(at, null);
    }
    return outer == null ? CurrentRun.DETACHED : outer.currentRun();
  }

  /**
   * Tells whether anybody still reads.
   *
   * @return false once the run was closed, has failed or ended
   */
  protected final boolean isOpen() {
    return lifetime.isOpen();
  }

  public final boolean isClosed() {
    return lifetime.state() == Lifetime.State.CANCELLED;
  }

  /** Tells whether the thread that is inside has closed it, as a break closes a loop. */
  public final boolean isClosedInside() {
    return closedInside;
  }

  // ---- who is inside

  public final void enter() {
    if (!lifetime.enter()) {
      throw scope.busy();
    }
    CurrentRun.@Nullable RunHolder before = lifetime.cell().swap(this);
    if (before != null) {
      outer = before;
    }
  }

  public final void leave() {
    lifetime.cell().swap(outer);
    if (outer != null) {
      outer = null;
    }
    lifetime.leave();
    if (!isOpen()) {
      awaitEnd();
      lifetime.clearInterrupt();
    }
  }

  /** Waits until the end was told, if another thread has ended it. */
  public final void awaitEnd() {
    if (!isOpen()) {
      lifetime.awaitEnd();
    }
  }

  /** Tells whether this thread is inside. */
  public final boolean isInside() {
    return lifetime.isInside();
  }

  /** Comes to a step, unless the run was closed meanwhile. */
  public final void comeTo(int step) {
    at = step;
    if (!isOpen()) {
      throw scope.closed();
    }
  }

  // ---- how it ends

  @Override
  protected void release() {
    if (isInside()) {
      closedInside = true;
    }
    lifetime.close();
  }

  /** Ends well after the last chunk, unless it has ended; an error of closing is a failure. */
  public final void finish() {
    int step = at == CALLER ? scope.plan().steps().size() - 1 : at;
    at = CALLER;
    if (lifetime.end(step) || !closedInside) {
      throwEnd();
    }
  }

  /** Throws what ended it, unless it has ended well. */
  public final void throwEnd() {
    awaitEnd();
    @Nullable Throwable failure = lifetime.failure();
    if (failure != null) {
      throw Failures.sneakyThrow(failure);
    }
    if (isClosed()) {
      throw scope.closed();
    }
  }

  /** Ends with a failure, unless it has ended, and returns what is to be thrown. */
  public final Throwable failed(Throwable thrown) {
    Throwable failure = outcome == null ? thrown : outcome.failure();
    int step = outcome == null ? at : outcome.step();
    at = CALLER;
    if (isOpen()) {
      if (step == CALLER) {
        lifetime.cancel();
        return failure;
      }
      Throwable named = scope.named(step, failure);
      if (Failures.isInterrupt(failure)) {
        Thread.currentThread().interrupt();
        lifetime.cancel();
        return named;
      }
      if (lifetime.fail(step, named)) {
        return named;
      }
    }
    if (lifetime.state() == Lifetime.State.ENDED) {
      return failure; // of a listener that hears of the end
    }
    @Nullable Throwable first = lifetime.failure();
    return first == null ? closedBefore(step, failure) : first;
  }

  /** Says what a reader gets where the run was closed before the failure came. */
  private Throwable closedBefore(int step, Throwable failure) {
    if (Failures.isOfClosing(failure)) {
      return scope.closed();
    }
    if (closedInside) {
      return step == CALLER ? failure : scope.named(step, failure);
    }
    StreamClosedException closed = scope.closed();
    closed.addSuppressed(failure);
    return closed;
  }

  // ---- what an emitting step does

  /**
   * Checks and reports a chunk that a step emits, before the steps behind it run.
   *
   * @param step the step
   * @param chunk the chunk
   * @throws StreamClosedException if nobody reads any more, or what is behind has failed
   */
  protected final void beforeEmit(int step, @Nullable Object chunk) {
    if (outcome != null || !isOpen()) {
      throw emitClosed();
    }
    at = step;
    if (chunk == null) {
      NullChunkException isNull = nullFrom(step);
      keepOutcome(isNull);
      throw isNull;
    }
    if (notifier != null) {
      notifier.chunk(step, chunk);
    }
  }

  /**
   * Comes back to the step that has emitted.
   *
   * @param step the step
   * @throws StreamClosedException if nobody reads any more
   */
  protected final void afterEmit(int step) {
    at = step;
    if (!isOpen()) {
      throw emitClosed();
    }
  }

  /**
   * Keeps what failed behind an emitting step, to be thrown by {@link #settle}, whatever that step
   * does about it.
   *
   * @param failure what was thrown
   * @return what the emitting step gets to see
   */
  protected final StreamClosedException keepOutcome(Throwable failure) {
    if (outcome == null) {
      outcome = new Outcome(failure, at);
    }
    return emitClosed();
  }

  private static StreamClosedException emitClosed() {
    return new StreamClosedException("Nobody reads what this step emits any more: stop emitting.");
  }

  /** Throws what failed behind an emitting step, whatever that step did about it. */
  protected final void settle() {
    if (outcome != null) {
      throw Failures.sneakyThrow(outcome.failure());
    }
  }

  public final NullChunkException nullFrom(int step) {
    return scope.nullFrom(step);
  }

  /** Is what failed behind an emitting step, and at which step. */
  private record Outcome(Throwable failure, int step) {}
}
