package dev.runnel.engine;

import dev.runnel.engine.run.RunEvents;
import dev.runnel.event.RunScope;
import org.jspecify.annotations.Nullable;

/**
 * What listeners have put on a thread for the step that it is at. There is one for each pipeline of
 * a run that somebody listens to; used by the thread that is inside.
 */
final class StepScope {
  private final ChainNotifier notifier;

  /** By step: what is put there for it; null until it is needed. */
  private final @Nullable OfStep[] known;

  /** What is there now. */
  private @Nullable OfStep current;

  /** The scopes of one step's run, which are opened again each time. */
  private static final class OfStep {
    private final RunEvents events;
    private final @Nullable RunScope[] scopes;

    OfStep(RunEvents events) {
      this.events = events;
      this.scopes = events.noScopes();
    }
  }

  StepScope(ChainNotifier notifier, int steps) {
    this.notifier = notifier;
    this.known = new @Nullable OfStep[steps];
  }

  /** Puts on the thread what belongs to a step, instead of what is there of another one. */
  void moveTo(int step) {
    @Nullable OfStep next = of(step);
    if (next == current) {
      return;
    }
    close();
    if (next != null) {
      current = next;
      next.events.openScopes(next.scopes);
    }
  }

  private @Nullable OfStep of(int step) {
    @Nullable OfStep found = step == Plan.INPUT ? null : known[step];
    if (found != null && found.events.isOpen()) {
      return found;
    }
    @Nullable RunEvents events = notifier.scoped(step);
    if (events == null) {
      return null;
    }
    OfStep made = new OfStep(events);
    known[step] = made;
    return made;
  }

  /** Puts back what was there before. */
  void close() {
    @Nullable OfStep last = current;
    if (last != null) {
      current = null;
      last.events.closeScopes(last.scopes);
    }
  }
}
