package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.StreamPublisher;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Publishes the chunks of a step, once, within the step's run. */
final class StepPublisher {
  private StepPublisher() {}

  /** Returns the publisher of the chunks; its work ends with the run. */
  static <C> Flow.Publisher<C> of(ChunkStream<C> chunks, Run run) {
    AtomicBoolean taken = new AtomicBoolean();
    return new StreamPublisher<>(
        () -> {
          if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException(
                "The chunks of a step can be subscribed to once: a second subscriber came.");
          }
          return chunks;
        },
        work -> startTask(run, work));
  }

  /** Works for a subscriber within a run, so that closing the run interrupts the work. */
  private static void startTask(Run run, Runnable work) {
    @Nullable Lifetime owner = run.childrenLifetime();
    Task.start(
        owner == null ? new Lifetime() : owner,
        run.executor(),
        run,
        () -> {
          work.run();
          return true;
        });
  }
}
