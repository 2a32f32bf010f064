package dev.runnel.engine;

import dev.runnel.shared.Background;
import org.jspecify.annotations.Nullable;

/** How a reader ended: what was thrown at it, and whether its thread had an interrupt then. */
record ReaderEnd(@Nullable Throwable thrown, boolean interrupted) {
  /** Reads on a thread of its own. */
  static Background<ReaderEnd> of(Runnable reading) {
    return Background.run(
        () -> {
          Throwable thrown = null;
          try {
            reading.run();
          } catch (Throwable failure) {
            thrown = failure;
          }
          return new ReaderEnd(thrown, Thread.interrupted());
        });
  }
}
