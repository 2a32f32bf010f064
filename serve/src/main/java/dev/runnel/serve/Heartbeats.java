package dev.runnel.serve;

import dev.runnel.RunConfig;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Watches over the bodies that are being written. One daemon thread looks at the time; what may
 * block (a write, the closing of a run) is done on threads of its own.
 */
final class Heartbeats {
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private Heartbeats() {}

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "runnel-heartbeats");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Watches over a body until the watch is ended. */
  static Watch watch(StreamedBody body, Duration interval) {
    return every(interval, () -> look(body, period(interval)));
  }

  /** Asks for a client that gets nothing yet, until the watch is ended. */
  static Watch watch(PendingAnswer answer, Duration interval) {
    return every(interval, () -> RunConfig.defaultExecutor().execute(answer::look));
  }

  private static Watch every(Duration interval, Runnable look) {
    long period = period(interval);
    return new Watch(TIMER.scheduleWithFixedDelay(look, period, period, TimeUnit.NANOSECONDS));
  }

  private static long period(Duration interval) {
    return Math.max(TimeUnit.MILLISECONDS.toNanos(1), interval.toNanos() / 4);
  }

  private static void look(StreamedBody body, long period) {
    long now = System.nanoTime();
    if (body.isKept()) {
      RunConfig.defaultExecutor().execute(body::tend);
    }
    if (body.isStuck(now)) {
      RunConfig.defaultExecutor().execute(body::giveUp);
      return;
    }
    long left = body.untilHeartbeat(now);
    if (left <= 0) {
      RunConfig.defaultExecutor().execute(body::beat);
    } else if (body.hasBeenSilent(now, period)) {
      RunConfig.defaultExecutor().execute(body::askForClient);
      if (left < period) { // two heartbeats tell that a client has left: none comes late
        TIMER.schedule(() -> beatOnTime(body), left, TimeUnit.NANOSECONDS);
      }
    }
  }

  private static void beatOnTime(StreamedBody body) {
    if (body.untilHeartbeat(System.nanoTime()) <= 0) {
      RunConfig.defaultExecutor().execute(body::beat);
    }
  }

  /** One watch. */
  record Watch(ScheduledFuture<?> task) {
    void end() {
      task.cancel(false);
    }
  }
}
