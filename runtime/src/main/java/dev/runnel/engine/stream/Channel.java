package dev.runnel.engine.stream;

import dev.runnel.Emitter;
import dev.runnel.NullChunkException;
import dev.runnel.StreamClosedException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A bounded ring between writing threads and a reading one; the reading end is a stream.
 *
 * <p>A writer waits for room. When the reader has closed, the writers of chunks are stopped by an
 * exception; those of events go on, and their events are lost.
 *
 * @param <C> the chunks
 */
public final class Channel<C> extends FilledByOthers<C> implements Emitter<C> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition filled = lock.newCondition();
  private final int capacity;
  private final boolean ofEvents;
  private @Nullable Object[] ring;
  private int head;
  private int size;
  private boolean completed;
  private boolean closed;

  /** Whether the reader was told of the end. */
  private boolean endSeen;

  private @Nullable Throwable failure;
  private @Nullable Runnable onClose;

  /**
   * Makes an open channel of chunks.
   *
   * @param capacity how many chunks it holds
   */
  public Channel(int capacity) {
    this(capacity, false);
  }

  private Channel(int capacity, boolean ofEvents) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "The capacity is " + capacity + ", but it must be at least 1.");
    }
    this.capacity = capacity;
    this.ofEvents = ofEvents;
    this.ring = new @Nullable Object[capacity];
  }

  /**
   * Makes an open channel of events.
   *
   * @param capacity how many events it holds
   */
  public static <E> Channel<E> ofEvents(int capacity) {
    return new Channel<>(capacity, true);
  }

  @Override
  public void emit(C chunk) {
    if (chunk == null) {
      throw new NullChunkException("A null chunk was written into a channel.");
    }
    lock.lock();
    try {
      while (size >= capacity && !closed && (ofEvents || !completed)) {
        room.await();
      }
      if (ofEvents) {
        putUnlessClosed(chunk);
      } else {
        throwIfEnded();
        put(chunk);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamClosedException(
          ofEvents
              ? "The run was interrupted while it waited for the reader of its events."
              : "The writing thread was interrupted.");
    } finally {
      lock.unlock();
    }
  }

  private void throwIfEnded() {
    if (closed) {
      throw new StreamClosedException("The reader has closed the stream: stop writing.");
    }
    if (completed) {
      throw new StreamClosedException("A chunk was written after the end of the stream.");
    }
  }

  /**
   * Writes an event that waits for nobody: it may come from any thread, such as a timer's.
   *
   * @param event the event; there are only as many of this kind as there are open runs
   */
  public void emitBeyond(C event) {
    lock.lock();
    try {
      putUnlessClosed(event);
    } finally {
      lock.unlock();
    }
  }

  private void putUnlessClosed(C chunk) {
    if (!closed) {
      put(chunk);
    }
  }

  /**
   * Writes a chunk for which the reader has asked, so that there is room; drops it after the end.
   *
   * @return false if there was no room
   */
  public boolean offer(C chunk) {
    lock.lock();
    try {
      if (closed || completed) {
        return true;
      }
      if (size >= capacity) {
        return false;
      }
      put(chunk);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void put(C chunk) {
    if (size == ring.length) {
      grow();
    }
    ring[(head + size) % ring.length] = chunk;
    size++;
    filled.signal();
  }

  private void grow() {
    @Nullable Object[] larger = new @Nullable Object[2 * ring.length];
    for (int i = 0; i < size; i++) {
      larger[i] = ring[(head + i) % ring.length];
    }
    ring = larger;
    head = 0;
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
    end(Failures.forOtherThreads(cause));
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
  public boolean callsNobody() {
    return true;
  }

  @Override
  public boolean hasNext() {
    lock.lock();
    try {
      return await();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a chunk, the end or closing, while the lock is held. */
  private boolean await() {
    try {
      while (size == 0 && !completed && !closed) {
        filled.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamClosedException(
          "The reading thread was interrupted while it waited for "
              + (ofEvents ? "an event." : "a chunk."));
    }
    if (closed) {
      throw new StreamClosedException(what() + " was closed before its end.");
    }
    if (size > 0) {
      return true;
    }
    endSeen = true;
    if (failure != null) {
      throw Failures.sneakyThrow(failure);
    }
    return false;
  }

  /**
   * Tells whether closing comes too late to have an effect. Events come from a thread of their own,
   * which may or may not have ended after the last one: only what their reader knows counts.
   */
  private boolean endReached() {
    return ofEvents ? endSeen : completed && size == 0;
  }

  private String what() {
    return ofEvents ? "The stream of events" : "The stream";
  }

  @Override
  public C next() {
    lock.lock();
    try {
      if (!await()) {
        throw new NoSuchElementException(what() + " has ended.");
      }
      C chunk = take();
      room.signal();
      return chunk;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a chunk and moves it to the sink, with all that are there by now.
   *
   * @param sink takes the chunks; must not block
   * @return false, without a chunk, at the end
   */
  public boolean drainTo(Consumer<? super C> sink) {
    lock.lock();
    try {
      if (!await()) {
        return false;
      }
      while (size > 0) {
        sink.accept(take());
      }
      room.signalAll(); // all that was taken is room
      return true;
    } finally {
      lock.unlock();
    }
  }

  @SuppressWarnings("unchecked")
  private C take() {
    C chunk = (C) Objects.requireNonNull(ring[head]);
    ring[head] = null;
    head = (head + 1) % ring.length;
    size--;
    return chunk;
  }

  @Override
  protected void release() {
    @Nullable Runnable action = null;
    lock.lock();
    try {
      if (!closed && !endReached()) {
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
