package dev.runnel.example;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream when the process is told to end, as Ctrl-C does, and lets its reader finish.
 *
 * <p>Closing the stream cancels the run, which closes the connection to the model.
 */
final class CancelAtExit implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 3;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final AutoCloseable stream;
  private final Thread hook = new Thread(this::cancel, "cancel-at-exit");
  private volatile boolean cancelled;

  private CancelAtExit(AutoCloseable stream) {
    this.stream = stream;
  }

  /**
   * Watches until it is closed.
   *
   * @param stream what to close; closing it must be possible from another thread
   */
  static CancelAtExit of(AutoCloseable stream) {
    CancelAtExit cancel = new CancelAtExit(stream);
    Runtime.getRuntime().addShutdownHook(cancel.hook);
    return cancel;
  }

  /** Tells whether the process is ending and the stream was closed for that. */
  boolean isCancelled() {
    return cancelled;
  }

  /** Ends the watch. */
  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook runs; it has just been told that it need not wait.
    }
  }

  private void cancel() {
    cancelled = true;
    try {
      stream.close();
      boolean inTime = finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("The run did not end within " + PATIENCE_SECONDS + " seconds.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      System.err.println("The stream could not be closed: " + e);
    }
  }
}
