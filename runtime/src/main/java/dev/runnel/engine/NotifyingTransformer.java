package dev.runnel.engine;

import dev.runnel.Emitter;
import dev.runnel.StreamClosedException;
import dev.runnel.Transformer;
import dev.runnel.TransformerRunnel;
import dev.runnel.engine.run.EventLock;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.run.RunEvents;
import dev.runnel.engine.stream.ClosesPromptly;
import dev.runnel.engine.stream.Failures;
import dev.runnel.engine.whole.GuessedWhole;
import dev.runnel.engine.whole.LenientSum;
import org.jspecify.annotations.Nullable;

/**
 * Notifies those who listen to one component only of what its transformer does; where somebody
 * listens to the chain, its {@link ChainNotifier} tells. It is closed with its pipeline, from any
 * thread.
 */
final class NotifyingTransformer<T, R> implements Transformer<T, R>, ClosesPromptly {
  private final TransformerRunnel<T, R, ?> component;
  private final Run run;
  private final Scope scope;
  private final int step;
  private final Transformer<T, R> transformer;
  private final EventLock lock = new EventLock();
  private final NotifiedRun notified = new NotifiedRun();
  private final LenientSum read = new LenientSum(GuessedWhole.LIST);
  private @Nullable T last;

  NotifyingTransformer(TransformerRunnel<T, R, ?> component, Run run, Scope scope, int step) {
    this.component = component;
    this.run = run;
    this.scope = scope;
    this.step = step;
    @Nullable Transformer<T, R> made = component.newTransformer();
    if (made == null) {
      throw scope.nullFrom(step);
    }
    this.transformer = made;
  }

  @Override
  public void onChunk(T chunk, Emitter<R> out) throws Exception {
    try {
      start();
      last = chunk;
      read.add(chunk);
      transformer.onChunk(chunk, notifying(out));
    } catch (Throwable thrown) {
      throw failed(thrown);
    }
  }

  @Override
  public void onComplete(Emitter<R> out) throws Exception {
    try {
      start();
      transformer.onComplete(notifying(out));
      end();
    } catch (Throwable thrown) {
      throw failed(thrown);
    }
  }

  private void start() {
    lock.lock();
    try {
      if (!notified.hasStarted() && scope.lifetime().isOpen()) {
        boolean cumulative =
            scope.plan().step(step).cumulative() || component.whole().isLastChunk();
        notified.start(RunEvents.of(run, cumulative, lock), null, component.whole(), cumulative);
      }
    } finally {
      lock.unlock();
    }
  }

  private Emitter<R> notifying(Emitter<R> out) {
    return chunk -> {
      lock.lock();
      try {
        if (chunk != null && notified.isOpen()) {
          notified.chunk(chunk);
        }
      } finally {
        lock.unlock();
      }
      out.emit(chunk);
    };
  }

  private void end() {
    run.closeChildren();
    lock.lock();
    try {
      if (notified.isOpen()) {
        run.stepEnded();
        notified.end(read.sum(), last);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Notifies of a failure; where what comes after has failed or closed, this is cancelled. */
  private RuntimeException failed(Throwable thrown) {
    if (thrown instanceof StreamClosedException) {
      close();
      return Failures.sneakyThrow(thrown);
    }
    Throwable named = scope.named(step, thrown);
    run.closeChildren();
    lock.tellEnd(() -> notified.fail(named), () -> {}, run::toString);
    return Failures.sneakyThrow(named);
  }

  @Override
  public void close() {
    run.closeChildren();
    lock.tellCancel(notified::cancel, () -> {}, run::toString);
  }
}
