package dev.runnel.engine;

import dev.runnel.ChunkChannel;
import dev.runnel.engine.run.Elsewhere;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.Channel;
import dev.runnel.engine.stream.ClosesPromptly;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Drives a pipeline that pushes on a thread of its own, for a reader that pulls; a bounded channel
 * stands between them.
 *
 * <p>The reader gets all chunks that were pushed before a failure, then the failure, after the
 * worker has left the run. Where the run is closed, the chunks are dropped.
 *
 * @param <C> the chunks
 */
final class Worker<C> implements ClosesPromptly {
  private final Pipeline<C> pipeline;
  private final Channel<C> channel = new Channel<>(ChunkChannel.DEFAULT_CAPACITY);

  private Worker(Pipeline<C> pipeline) {
    this.pipeline = pipeline;
  }

  static <C> Worker<C> start(Pipeline<C> pipeline) {
    Worker<C> worker = new Worker<>(pipeline);
    pipeline.lifetime.own(worker);
    Run run = pipeline.scope.run();
    Executor elsewhere =
        new Elsewhere(
            run.executor(),
            () -> "A step of chain '" + pipeline.scope.plan().name() + "' emits while it is read",
            "read with forEach");
    Task.start(pipeline.lifetime, elsewhere, run.parentRun(), worker::work);
    return worker;
  }

  private boolean work() {
    try {
      pipeline.drive(channel::emit);
      channel.complete();
    } catch (Throwable failure) {
      channel.fail(failure);
    }
    return true;
  }

  /** Waits for chunks and moves them to the reader; false, without a chunk, at the end. */
  boolean drainTo(Consumer<? super C> reader) {
    return channel.drainTo(reader);
  }

  /** Drops what is left for a reader that has closed. */
  void leave() {
    channel.close();
  }

  /** Wakes up the reader where the run was ended by anybody else than the worker. */
  @Override
  public void close() {
    switch (pipeline.lifetime.state()) {
      case CANCELLED -> channel.close();
      case FAILED -> {
        Throwable failure = pipeline.lifetime.failure();
        if (failure != null && !pipeline.lifetime.isInside()) {
          channel.fail(failure);
        }
      }
      default -> {
        // The worker is at its end, and completes the channel when it has left.
      }
    }
  }
}
