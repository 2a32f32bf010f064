package dev.runnel.engine.call;

import dev.runnel.StreamClosedException;
import dev.runnel.engine.stream.Failures;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Is a bounded queue between a run and the reader of its events.
 *
 * <p>A writer waits for room. Only cancellations need none: they may come from any thread, such as
 * a timer's, and there is one at most for each open run.
 */
public final class EventQueue<E> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition filled = lock.newCondition();
  private final ArrayDeque<E> events = new ArrayDeque<>();
  private final int capacity;
  private boolean completed;
  private boolean closed;
  private @Nullable Throwable failure;

  public EventQueue(int capacity) {
    this.capacity = capacity;
  }

  /** Writes an event; nothing happens if nobody reads any more. */
  public void put(E event) {
    lock.lock();
    try {
      while (events.size() >= capacity && !closed) {
        room.await();
      }
      add(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamClosedException(
          "The run was interrupted while it waited for the reader of its events.");
    } finally {
      lock.unlock();
    }
  }

  /** Writes an event that waits for nobody. */
  public void putBeyond(E event) {
    lock.lock();
    try {
      add(event);
    } finally {
      lock.unlock();
    }
  }

  private void add(E event) {
    if (!closed) {
      events.add(event);
      filled.signal();
    }
  }

  /** Says that no event follows, and with what the run failed. */
  public void complete(@Nullable Throwable cause) {
    lock.lock();
    try {
      completed = true;
      failure = cause;
      filled.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for an event and takes it; null at the end. */
  @Nullable E take() throws InterruptedException {
    lock.lock();
    try {
      while (events.isEmpty() && !completed && !closed) {
        filled.await();
      }
      if (closed) {
        throw new StreamClosedException("The stream of events was closed before its end.");
      }
      @Nullable E event = events.poll();
      if (event == null && failure != null) {
        throw Failures.sneakyThrow(failure);
      }
      room.signal();
      return event;
    } finally {
      lock.unlock();
    }
  }

  /** Lets all writers go on; their events are lost. */
  public void close() {
    lock.lock();
    try {
      if (!completed || !events.isEmpty()) {
        closed = true;
        events.clear();
        room.signalAll();
        filled.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
