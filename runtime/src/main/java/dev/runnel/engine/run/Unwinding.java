package dev.runnel.engine.run;

import dev.runnel.engine.stream.Failures;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ends that a thread brings about one inside the other, as a run that is cancelled cancels what
 * is below. Those that are nested deeply are put off until the outermost action has come back: so
 * what unwinds a deep run takes no more stack than what unwinds a flat one.
 *
 * <p>The order is that of nested calls. Once an action was put off, so are all that would come
 * after it. Of one thread.
 */
final class Unwinding {
  /** How deep actions are nested: a level takes some ten frames. */
  private static final int MAX_DEPTH = 24;

  private int depth;

  /** What the current action has put off, in order. */
  private final List<Runnable> putOff = new ArrayList<>(0);

  /** What is still to be done, after what the current action puts off. */
  private final Deque<Runnable> later = new ArrayDeque<>(0);

  /** Does an action: now, or where that would be too deep, before the outermost one comes back. */
  void run(Runnable action) {
    // At the outermost level nobody else would do what an overflow has left behind.
    if (depth > 0 && (depth >= MAX_DEPTH || !putOff.isEmpty())) {
      putOff.add(action);
      return;
    }
    depth++;
    @Nullable Throwable problem;
    try {
      problem = doing(action);
      if (depth == 1) {
        problem = catchUp(problem);
      }
    } finally {
      depth--; // also where the stack has no room for one call more
    }
    if (problem != null) {
      throw Failures.sneakyThrow(problem);
    }
  }

  /** Does several actions in order, whatever one of them throws; throws the first failure. */
  void runAll(List<Runnable> actions) {
    run(() -> putOff.addAll(actions));
  }

  /** Tells whether an action is being done. */
  boolean isBusy() {
    return depth > 0;
  }

  private static @Nullable Throwable doing(Runnable action) {
    try {
      action.run();
      return null;
    } catch (Throwable thrown) {
      return thrown;
    }
  }

  /** Does what was put off, whatever fails; returns the first failure. */
  private @Nullable Throwable catchUp(@Nullable Throwable first) {
    @Nullable Throwable problem = first;
    while (!putOff.isEmpty() || !later.isEmpty()) {
      for (int i = putOff.size() - 1; i >= 0; i--) {
        later.addFirst(putOff.get(i));
      }
      putOff.clear();
      @Nullable Throwable thrown = doing(later.removeFirst());
      problem = problem == null ? thrown : problem;
    }
    return problem;
  }
}
