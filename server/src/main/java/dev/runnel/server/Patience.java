package dev.runnel.server;

import dev.runnel.RunClock;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/** Waits for a client only so long: then it interrupts the thread that reads or writes. */
final class Patience {
  private final ReentrantLock lock = new ReentrantLock();
  private final Thread thread = Thread.currentThread();
  private boolean waiting = true;
  private boolean isOver;

  private Patience() {}

  /** Reads from a client, or writes to it. */
  @FunctionalInterface
  interface Transfer<T> {
    T run() throws IOException;
  }

  /** Thrown where a client took too long. */
  static final class OverException extends IOException {
    private static final long serialVersionUID = 1L;

    OverException(Duration limit, Throwable cause) {
      super("The client took longer than " + limit + ".", cause);
    }
  }

  /**
   * Reads or writes on the calling thread.
   *
   * @throws OverException if it has taken too long
   * @throws IOException if it fails
   */
  static <T> T within(Duration limit, Transfer<T> transfer) throws IOException {
    Patience patience = new Patience();
    RunClock.Alarm alarm = RunClock.system().schedule(limit, patience::end);
    try {
      return transfer.run();
    } catch (IOException | RuntimeException failure) {
      if (patience.stop()) {
        throw new OverException(limit, failure);
      }
      throw failure;
    } finally {
      alarm.cancel();
      patience.stop();
    }
  }

  private void end() {
    lock.lock();
    try {
      if (waiting) {
        isOver = true;
        thread.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Lets nobody interrupt any more; returns whether somebody has. */
  private boolean stop() {
    lock.lock();
    try {
      if (waiting && isOver) {
        Thread.interrupted();
      }
      waiting = false;
      return isOver;
    } finally {
      lock.unlock();
    }
  }
}
