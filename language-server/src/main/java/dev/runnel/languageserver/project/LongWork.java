package dev.runnel.languageserver.project;

import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does what takes long on a thread of its own, one after the other, until all ends. Thread-safe.
 */
final class LongWork {
  /** What takes long. */
  interface Work<T> {
    T run(WatchedWork watched) throws ProjectException, InterruptedException;
  }

  /** What is to be done after the end is not done. */
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          run -> {
            Thread made = new Thread(run, "runnel-projects");
            made.setDaemon(true);
            return made;
          },
          new DiscardPolicy());

  private final Progress progress;
  private @Nullable WatchedWork current;

  LongWork(Progress progress) {
    this.progress = progress;
  }

  /** Does something beside, after all that came before. */
  void execute(Runnable task) {
    thread.execute(task);
  }

  /**
   * Does something on this thread, which is that of {@link #execute}, where the author sees it.
   *
   * @param title what it is
   * @param work the work
   * @return what comes of it
   * @throws CancellationException if it was cancelled, or all ends
   * @throws InterruptedException if this thread is interrupted
   */
  <T> T show(String title, Work<T> work) throws ProjectException, InterruptedException {
    try (WatchedWork watched = begin(title)) {
      return work.run(watched);
    }
  }

  private synchronized WatchedWork begin(String title) {
    if (isEnding()) {
      throw new CancellationException();
    }
    WatchedWork begun = new WatchedWork(progress, title);
    current = begun;
    return begun;
  }

  /** Tells whether all ends. */
  boolean isEnding() {
    return thread.isShutdown();
  }

  /** Ends what is being done, and waits for that; returns whether it has ended in time. */
  boolean end() throws InterruptedException {
    synchronized (this) {
      thread.getQueue().clear();
      thread.shutdown();
      if (current != null) {
        current.cancel();
      }
    }
    return thread.awaitTermination(5, TimeUnit.SECONDS);
  }
}
