package dev.runnel.testkit;

import dev.runnel.RunClock;
import java.time.Duration;

/** One thing that a script does. */
sealed interface Action<C> {
  /** Gives a chunk. */
  record Give<C>(C chunk) implements Action<C> {}

  /** Waits at a gate. */
  record Await<C>(Gate gate) implements Action<C> {}

  /** Lets time pass. */
  record Pause<C>(Duration time) implements Action<C> {}

  /** Lets time pass on a clock. */
  record Sleep<C>(Duration time, RunClock clock) implements Action<C> {}

  /** Fails; nothing follows. */
  record Fail<C>(Throwable failure) implements Action<C> {}
}
