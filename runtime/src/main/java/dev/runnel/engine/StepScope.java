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
  private @Nullable RunEvents current;
  private @Nullable RunScope[] open = new @Nullable RunScope[0];

  StepScope(ChainNotifier notifier) {
    this.notifier = notifier;
  }

  /** Puts on the thread what belongs to a step, instead of what is there of another one. */
  void moveTo(int step) {
    @Nullable RunEvents next = notifier.scoped(step);
    if (next == current) {
      return;
    }
    close();
    if (next != null) {
      current = next;
      open = next.openScopes(open);
    }
  }

  /** Puts back what was there before. */
  void close() {
    @Nullable RunEvents last = current;
    if (last != null) {
      current = null;
      last.closeScopes(open);
    }
  }
}
