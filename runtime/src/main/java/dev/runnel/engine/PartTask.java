package dev.runnel.engine;

import dev.runnel.ChunkStream;
import dev.runnel.Whole;
import dev.runnel.engine.stream.Failures;
import dev.runnel.engine.whole.ChunkCollector;

/** Adds up the chunks of a part of a run, on this thread or on one of its own. */
final class PartTask {
  private PartTask() {}

  /** Starts a part on a thread of its own; what fails there ends the whole run. */
  static <R, O> Task<O> start(
      Scope scope, ChunkStream<R> part, Whole<? super R, O> whole, int giver, int reader) {
    return Task.start(
        scope.lifetime(),
        scope.run().executor(),
        scope.run().parentRun(),
        () -> {
          try {
            return whole(scope, part, whole, giver, reader);
          } catch (Throwable failure) {
            int step = giver == Plan.INPUT ? reader : giver;
            Throwable told = Failures.forOtherThreads(scope.named(step, failure));
            scope.lifetime().fail(Pipeline.READER, told);
            throw Failures.sneakyThrow(told);
          }
        });
  }

  /** Runs a part to its end on this thread. */
  static <R, O> O whole(
      Scope scope,
      ChunkStream<? extends R> part,
      Whole<? super R, O> whole,
      int giver,
      int reader) {
    if (part instanceof Pipeline<? extends R> pipeline) {
      return scope.wholeOf(pipeline.collector(whole), giver, reader);
    }
    ChunkCollector<R, O> collector = ChunkCollector.of(whole);
    part.forEach(collector);
    return scope.wholeOf(collector, giver, reader);
  }
}
