package dev.runnel;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The real clock. Its one thread, a daemon, is started by the first alarm. */
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
    Future<?> alarm = Timer.SHARED.schedule(action, nanos(delay), TimeUnit.NANOSECONDS);
    return () -> alarm.cancel(false);
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
