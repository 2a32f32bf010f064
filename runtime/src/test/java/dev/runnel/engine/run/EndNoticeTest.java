package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.shared.Eventually;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who learns of an end goes on when all is closed and told, unless it is the one that ends it. */
@Timeout(60)
class EndNoticeTest {
  private final EndNotice notice = new EndNotice();
  private final Lifetime.Holder holder = new Lifetime.Holder() {};

  @AfterEach
  void forgetAnInterruption() {
    Thread.interrupted();
  }

  private void await() {
    notice.await(holder);
  }

  @Test
  void whoEndsItDoesNotWaitForItself() {
    notice.starts();
    await();
    assertThat(notice.isDone()).isFalse();
    notice.done();
    await();
    assertThat(notice.isDone()).isTrue();
  }

  @Test
  void anotherThreadWaitsUntilItIsDoneAndKeepsItsInterrupt() throws Exception {
    notice.starts();
    AtomicReference<String> came = new AtomicReference<>();
    Thread waiter =
        new Thread(
            () -> {
              await();
              came.set(notice.isDone() + ", " + Thread.currentThread().isInterrupted());
            });
    waiter.setDaemon(true);
    waiter.start();
    Eventually.isTrue(() -> waiter.getState() == Thread.State.TIMED_WAITING);
    waiter.interrupt();
    Eventually.isTrue(
        () -> !waiter.isInterrupted() && waiter.getState() == Thread.State.TIMED_WAITING);
    assertThat(came.get()).isNull();

    notice.done();
    waiter.join();

    assertThat(came.get()).isEqualTo("true, true");
  }

  @Test
  void whatIsDoneIsWaitedForByNobody() {
    notice.done();
    Thread.currentThread().interrupt();
    await();
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
