package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.StreamPublisher;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** Publishes the chunks that a step reads to one subscriber, within the run that they belong to. */
public final class StepPublisher {
  private StepPublisher() {}

  /** Returns the publisher of the chunks; its work ends with the run of the pipeline. */
  public static <C> Flow.Publisher<C> of(ChunkStream<C> chunks, ChainPipeline<?> pipeline) {
    return of(chunks, pipeline.scope.run());
  }

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
