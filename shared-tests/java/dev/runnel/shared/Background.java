package dev.runnel.shared;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs a part of a test on a thread of its own. What fails there, assertions among it, is thrown
 * where the result is asked for.
 *
 * @param <T> the result
 */
public final class Background<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private final Thread thread;

  private Background(Callable<T> task) {
    thread =
        new Thread(
            () -> {
              try {
                result.complete(task.call());
              } catch (Throwable failure) {
                result.completeExceptionally(failure);
              }
            },
            "test-background");
    thread.setDaemon(true);
    thread.start();
  }

  /** Starts. */
  public static <T> Background<T> run(Callable<T> task) {
    return new Background<>(task);
  }

  /** Interrupts the thread. */
  public void interrupt() {
    thread.interrupt();
  }

  /** Waits for the result, half a minute at most. */
  public T result() throws Exception {
    return result.get(30, TimeUnit.SECONDS);
  }

  /** Waits for the failure; fails if there is none. */
  public Throwable failure() throws InterruptedException, TimeoutException {
    try {
      T value = result.get(30, TimeUnit.SECONDS);
      throw new AssertionError("Expected a failure, but got: " + value);
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }
}
