package dev.runnel.parser;

import dev.runnel.AbstractChunkStream;
import dev.runnel.ChunkStream;
import dev.runnel.RunContext;
import dev.runnel.StreamClosedException;
import dev.runnel.Transformer;
import dev.runnel.engine.call.Engine;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Holds the latest chunk of a transformer that runs on a thread of its own, from the first question
 * for a chunk on. A failure comes after the chunk that was there before it.
 */
final class LatestStream<C> extends AbstractChunkStream<C> {
  private final ChunkStream<String> source;
  private final Transformer<String, C> transformer;
  private final RunContext run;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable C latest;
  private @Nullable Throwable failure;
  private boolean started;
  private boolean ended;
  private volatile boolean closed;

  /** The work on the other thread; null until it was started. */
  private volatile @Nullable AutoCloseable work;

  LatestStream(ChunkStream<String> source, Transformer<String, C> transformer, RunContext run) {
    this.source = source;
    this.transformer = transformer;
    this.run = run;
  }

  /** Starts to read; whoever closes this meanwhile, or this thread, ends that work. */
  private void start() {
    if (started || closed || run.isCancelled()) {
      return;
    }
    started = true;
    try {
      work = Engine.start(run, this::work);
    } catch (Throwable refused) {
      end(refused);
    }
    if (closed) {
      closeWork();
    }
  }

  private void work() {
    Throwable thrown = null;
    try (source) {
      while (source.hasNext()) {
        transformer.onChunk(source.next(), this::put);
      }
      transformer.onComplete(this::put);
    } catch (Throwable e) {
      thrown = e;
    }
    end(thrown);
  }

  private void put(C chunk) {
    lock.lock();
    try {
      if (closed) {
        throw new StreamClosedException("The reader has closed the stream: stop writing.");
      }
      latest = chunk;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void end(@Nullable Throwable thrown) {
    lock.lock();
    try {
      ended = true;
      failure = thrown;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean hasNext() {
    start();
    lock.lock();
    try {
      return await() != null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public C next() {
    start();
    lock.lock();
    try {
      C chunk = await();
      if (chunk == null) {
        throw new NoSuchElementException("The stream has ended.");
      }
      latest = null;
      return chunk;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable C await() {
    try {
      while (latest == null && started && !ended && !closed) {
        changed.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamClosedException(
          "The reading thread was interrupted while it waited for a chunk.");
    }
    C chunk = latest;
    if (chunk == null && failure != null) {
      throwAsIs(failure);
    }
    if (chunk == null && !ended) {
      throw new StreamClosedException("The stream was closed before its end.");
    }
    return chunk;
  }

  /** Passes a failure on as it was thrown. */
  private static void throwAsIs(Throwable failure) {
    LatestStream.<RuntimeException>throwUnchecked(failure);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> void throwUnchecked(Throwable failure) throws X {
    throw (X) failure;
  }

  @Override
  protected void release() {
    lock.lock();
    try {
      if (!ended) {
        closed = true;
        latest = null;
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
    try {
      source.close();
    } finally {
      closeWork();
    }
  }

  /** Interrupts a source that does not mind its closing. */
  private void closeWork() {
    AutoCloseable working = work;
    if (working == null) {
      return;
    }
    try {
      working.close();
    } catch (Exception failure) {
      throwAsIs(failure);
    }
  }
}
