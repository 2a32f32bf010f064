package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever overflows the stack while setting or cancelling alarms harms nobody else's. */
@Timeout(60)
class DeepAlarmsTest {
  private static final int ROUNDS = 60;

  private static final RunClock CLOCK = RunClock.system();

  /** Sets alarms, and cancels older ones, at each depth until the stack overflows. */
  private static final class Recursion {
    private final Deque<RunClock.Alarm> alarms = new ArrayDeque<>();
    private long hours = 1_000;
    private boolean overflown;

    void run(int frames) {
      try {
        deeper(frames);
      } catch (StackOverflowError isMeant) {
        overflown = true;
      }
    }

    private void deeper(int frames) {
      if (frames > 0) {
        deeper(frames - 1);
      } else {
        alarms.add(CLOCK.schedule(Duration.ofHours(hours--), () -> {}));
        if (alarms.size() > 20) {
          alarms.remove().cancel();
        }
        deeper(1);
      }
    }
  }

  @Test
  void theClockGoesOnForAllOthers() throws Exception {
    List<Recursion> recursions = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      Recursion recursion = new Recursion();
      int frames = i;
      Thread thread = new Thread(null, () -> recursion.run(frames), "deep", (256 + i) << 10);
      thread.start();
      thread.join();
      assertThat(recursion.overflown).isTrue();
      recursions.add(recursion);
    }
    int alarms = 100;
    CountDownLatch fired = new CountDownLatch(alarms);
    for (int i = 0; i < alarms; i++) {
      CLOCK.schedule(Duration.ofMillis(alarms - i), fired::countDown);
    }
    recursions.forEach(recursion -> recursion.alarms.forEach(RunClock.Alarm::cancel));
    fired.await();
  }
}
