package dev.runnel.compose;

import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Runs tasks, each after a random pause, and counts those that have not come back. */
public final class Scheduling implements Executor {
  private static final ExecutorService THREADS = Executors.newCachedThreadPool(Scheduling::daemon);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final Random random;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger interrupted = new AtomicInteger();

  /** Starts with a seed. */
  public Scheduling(long seed) {
    random = new Random(seed);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "scheduling");
    thread.setDaemon(true);
    return thread;
  }

  /** Lets other threads go first, sometimes. */
  public void pause() {
    int choice;
    synchronized (random) {
      choice = random.nextInt(8);
    }
    if (choice < 3) {
      Thread.yield();
    } else if (choice == 3) {
      LockSupport.parkNanos(20_000);
    }
  }

  @Override
  public void execute(Runnable task) {
    running.incrementAndGet();
    THREADS.execute(
        () -> {
          try {
            pause();
            task.run();
          } finally {
            if (Thread.interrupted()) {
              interrupted.incrementAndGet();
            }
            running.decrementAndGet();
          }
        });
  }

  /** Waits until all threads have come back; false if they do not. */
  public boolean allThreadsAreBack() {
    long start = System.nanoTime();
    while (running.get() > 0 && System.nanoTime() - start < PATIENCE) {
      Thread.onSpinWait();
      LockSupport.parkNanos(50_000);
    }
    return running.get() == 0;
  }

  /** Returns how many threads came back with an interrupt that nobody has cleared. */
  public int leftInterrupted() {
    return interrupted.get();
  }
}
