package dev.runnel.engine;

import dev.runnel.ChunkChannel;
import dev.runnel.engine.run.Run;
import dev.runnel.engine.stream.Channel;
import dev.runnel.engine.stream.ClosesPromptly;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

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

  /** The reader's thread, until the work was handed over. */
  private volatile @Nullable Thread starting = Thread.currentThread();

  private boolean onReadersThread;

  private Worker(Pipeline<C> pipeline) {
    this.pipeline = pipeline;
  }

  static <C> Worker<C> start(Pipeline<C> pipeline) {
    Worker<C> worker = new Worker<>(pipeline);
    pipeline.lifetime.own(worker);
    Run run = pipeline.scope.run();
    Task.start(pipeline.lifetime, run.executor(), run.parentRun(), worker::work);
    worker.starting = null;
    if (worker.onReadersThread) {
      throw new IllegalStateException(
          "A step of chain '"
              + pipeline.scope.plan().name()
              + "' emits its chunks, but the run's executor would run it on the thread that reads"
              + " them. Give the run an executor with threads of its own, or read with forEach.");
    }
    return worker;
  }

  private boolean work() {
    if (Thread.currentThread().equals(starting)) {
      onReadersThread = true;
      return false;
    }
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
