package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.StreamPublisher;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

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
        work -> Task.startIn(run, work)); // so that closing the run interrupts the work
  }
}
