package dev.runnel.engine;

import dev.runnel.Emitter;
import dev.runnel.NullChunkException;
import dev.runnel.StreamClosed;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Is a bounded ring between a writing thread and a reading one; the reading end is a stream.
 *
 * @param <C> the chunks
 */
public final class Channel<C> extends SingleUse<C> implements Emitter<C> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition filled = lock.newCondition();
  private final @Nullable Object[] ring;
  private int head;
  private int size;
  private boolean completed;
  private boolean closed;
  private @Nullable Throwable failure;
  private @Nullable Runnable onClose;

  /**
   * Makes an open channel.
   *
   * @param capacity how many chunks it holds
   */
  public Channel(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "The capacity is " + capacity + ", but it must be at least 1.");
    }
    ring = new @Nullable Object[capacity];
  }

  @Override
  public void emit(C chunk) {
    if (chunk == null) {
      throw new NullChunkException("A null chunk was written into a channel.");
    }
    lock.lock();
    try {
      while (size == ring.length && !closed && !completed) {
        room.await();
      }
      if (closed || completed) {
        throw new StreamClosed("The reader has closed the stream.");
      }
      ring[(head + size) % ring.length] = chunk;
      size++;
      filled.signal();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamClosed("The writing thread was interrupted.");
    } finally {
      lock.unlock();
    }
  }

  /** Writes a chunk for which the reader has asked, so that there is room; drops it if closed. */
  void offer(C chunk) {
    lock.lock();
    try {
      if (closed || completed) {
        return;
      }
      if (size == ring.length) {
        end(new IllegalStateException("A publisher published more than it was asked for."));
        return;
      }
      ring[(head + size) % ring.length] = chunk;
      size++;
      filled.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Says that no chunk follows. */
  public void complete() {
    end(null);
  }

  /**
   * Ends with an error.
   *
   * @param cause the error
   */
  public void fail(Throwable cause) {
    end(cause);
  }

  private void end(@Nullable Throwable cause) {
    lock.lock();
    try {
      if (!completed && !closed) {
        completed = true;
        failure = cause;
        filled.signalAll();
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sets what is called when the reader closes.
   *
   * @param action cancels the writer
   */
  public void onClose(Runnable action) {
    boolean now;
    lock.lock();
    try {
      now = closed;
      onClose = now ? null : action;
    } finally {
      lock.unlock();
    }
    if (now) {
      action.run();
    }
  }

  @Override
  public boolean hasNext() {
    lock.lock();
    try {
      while (size == 0 && !completed && !closed) {
        filled.await();
      }
      if (closed) {
        throw new StreamClosed("The stream was closed before its end.");
      }
      if (size > 0) {
        return true;
      }
      if (failure != null) {
        throw Failures.sneakyThrow(failure);
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamClosed("The reading thread was interrupted while it waited for a chunk.");
    } finally {
      lock.unlock();
    }
  }

  @Override
  @SuppressWarnings("unchecked")
  public C next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The stream has ended.");
    }
    lock.lock();
    try {
      if (size == 0) {
        throw new StreamClosed("The stream was closed before its end.");
      }
      C chunk = (C) ring[head];
      ring[head] = null;
      head = (head + 1) % ring.length;
      size--;
      room.signal();
      return chunk;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    @Nullable Runnable action = null;
    lock.lock();
    try {
      if (!closed && !(completed && size == 0)) {
        closed = true;
        action = onClose;
        onClose = null;
        size = 0;
        Arrays.fill(ring, null);
        filled.signalAll();
        room.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (action != null) {
      action.run();
    }
  }
}
