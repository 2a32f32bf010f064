package dev.runnel.engine;

import dev.runnel.engine.run.Lifetime;
import dev.runnel.engine.stream.ChunkBuffer;
import dev.runnel.engine.stream.Failures;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the chunks of a pipeline one by one: what one pull has made waits here until it is taken. A
 * pipeline that pushes works on a thread of its own meanwhile.
 *
 * <p>There is none in a run that is only pushed. Used by one thread, but for {@link #leave}.
 *
 * @param <C> the chunks
 */
final class Reading<C> {
  private final Pipeline<C> pipeline;
  private final Scope scope;
  private final Lifetime lifetime;
  private final ChunkBuffer<C> buffer = new ChunkBuffer<>();
  private volatile @Nullable Worker<C> worker;

  /** Whether the reader has closed the stream, and gets no more of what waits. */
  private volatile boolean left;

  Reading(Pipeline<C> pipeline) {
    this.pipeline = pipeline;
    this.scope = pipeline.scope;
    this.lifetime = pipeline.lifetime;
  }

  ChunkBuffer<C> buffer() {
    return buffer;
  }

  /** Tells whether the pipeline works on a thread of its own. */
  boolean hasWorker() {
    return worker != null;
  }

  boolean hasNext() {
    return hasChunk() || fill();
  }

  C next() {
    if (!hasChunk() && !fill()) {
      throw new NoSuchElementException(
          "The stream of chain '" + scope.plan().name() + "' has ended.");
    }
    return buffer.take();
  }

  /** Tells whether a chunk waits that the reader is still to get. */
  boolean hasChunk() {
    return !buffer.isEmpty() && !left && !pipeline.isClosed();
  }

  private boolean fill() {
    throwIfLeft();
    @Nullable Worker<C> pushing = worker;
    if (pushing == null) {
      if (pipeline.isDrained() || !lifetime.isOpen()) {
        return ended();
      }
      if (pipeline.hasStarted() || !pipeline.pushes()) {
        pipeline.pull(buffer);
        return hasChunk() || ended();
      }
      pushing = startWorker();
    }
    return fillFrom(pushing);
  }

  /** Throws what the reader gets after the last chunk; returns false at a normal end. */
  boolean ended() {
    throwIfLeft();
    @Nullable Throwable failure = buffer.failure();
    if (failure != null) {
      throw Failures.sneakyThrow(failure);
    }
    pipeline.throwEnd();
    return false;
  }

  private void throwIfLeft() {
    if (left && !buffer.isEmpty()) {
      throw scope.closed();
    }
  }

  private Worker<C> startWorker() {
    try {
      Worker<C> pushing = Worker.start(pipeline);
      worker = pushing;
      return pushing;
    } catch (Throwable refused) {
      pipeline.drainedBy(refused);
      pipeline.close();
      throw refused;
    }
  }

  private boolean fillFrom(Worker<C> pushing) {
    if (lifetime.isInside()) {
      throw scope.busy();
    }
    try {
      return pushing.drainTo(buffer);
    } catch (Throwable failure) {
      if (lifetime.isOpen() && Thread.currentThread().isInterrupted()) {
        pipeline.close();
      }
      lifetime.awaitEnd();
      throw pipeline.isClosed() ? scope.closed() : Failures.sneakyThrow(failure);
    }
  }

  /** Lets the reader leave: what waits is lost, and a worker that waits for room goes on. */
  void leave() {
    left = true;
  }

  /** Ends the worker's wait, once the run was closed. */
  void leaveWorker() {
    @Nullable Worker<C> pushing = worker;
    if (pushing != null) {
      pushing.leave();
    }
  }
}
