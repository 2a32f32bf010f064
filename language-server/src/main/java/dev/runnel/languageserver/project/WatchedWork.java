package dev.runnel.languageserver.project;

import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Something that takes long, which the author of a project watches and may cancel. No thread is
 * interrupted for that: one that is speaking to the editor would break the connection. Thread-safe.
 */
final class WatchedWork implements AutoCloseable {
  private final Progress.Task task;
  private Optional<Runnable> ending = Optional.empty();
  private boolean isCancelled;

  WatchedWork(Progress progress, String title) {
    task = progress.begin(title, this::cancel);
  }

  /** Says what is being done now. */
  void report(String stage) {
    task.report(stage);
  }

  /** Says how to end what is being done now; it is ended at once if nobody wants it any more. */
  void endBy(Runnable action) {
    synchronized (this) {
      ending = Optional.of(action);
      if (!isCancelled) {
        return;
      }
    }
    action.run();
  }

  /** Notes that nothing is being done now. */
  synchronized void paused() {
    ending = Optional.empty();
  }

  /** Ends what is being done now, and what would be done next. */
  void cancel() {
    Optional<Runnable> now;
    synchronized (this) {
      isCancelled = true;
      now = ending;
    }
    now.ifPresent(Runnable::run);
  }

  /**
   * Ends the work if nobody wants it any more.
   *
   * @throws CancellationException if that is so
   */
  synchronized void check() {
    if (isCancelled) {
      throw new CancellationException();
    }
  }

  @Override
  public void close() {
    task.close();
  }
}
