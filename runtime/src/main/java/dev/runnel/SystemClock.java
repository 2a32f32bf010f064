package dev.runnel;

import dev.runnel.engine.call.Engine;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The real clock. Its one thread, a daemon, is started by the first alarm.
 *
 * <p>All runs share its queue, which a stack that overflows in the middle of a change would leave
 * broken for all of them. So whoever has no stack left neither sets an alarm nor takes one out: an
 * alarm that is cancelled then stays in the queue until it is due, and does nothing.
 */
enum SystemClock implements RunClock {
  /** The only one. */
  INSTANCE;

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration duration) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanos(duration));
  }

  @Override
  public double random() {
    return ThreadLocalRandom.current().nextDouble();
  }

  @Override
  public Alarm schedule(Duration delay, Runnable action) {
    if (!Engine.hasStack()) {
      throw new StackOverflowError("There is no stack left to set an alarm.");
    }
    AtomicReference<@Nullable Runnable> pending = new AtomicReference<>(action);
    Future<?> queued =
        Timer.SHARED.schedule(() -> runOnce(pending), nanos(delay), TimeUnit.NANOSECONDS);
    return () -> {
      pending.set(null);
      if (Engine.hasStack()) {
        queued.cancel(false);
      }
    };
  }

  private static void runOnce(AtomicReference<@Nullable Runnable> pending) {
    Runnable action = pending.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }

  private static long nanos(Duration delay) {
    return delay.compareTo(Duration.ofDays(36_500)) < 0 ? delay.toNanos() : Long.MAX_VALUE / 2;
  }

  private static final class Timer {
    static final ScheduledThreadPoolExecutor SHARED = create();

    private static ScheduledThreadPoolExecutor create() {
      ScheduledThreadPoolExecutor timer =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread thread = new Thread(task, "runnel-timer");
                thread.setDaemon(true);
                return thread;
              });
      timer.setRemoveOnCancelPolicy(true);
      return timer;
    }
  }
}
