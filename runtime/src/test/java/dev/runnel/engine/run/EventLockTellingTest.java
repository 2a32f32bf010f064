package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.shared.Background;
import dev.runnel.shared.Eventually;
import dev.runnel.shared.KeptLog;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On which thread listeners are told of an end, in which order, and who waits for that. */
@Timeout(60)
class EventLockTellingTest {
  private static final RunInfo RUN =
      new RunInfo(new UUID(0, 1), List.of(), "run", RunType.CHAIN, Set.of(), Map.of(), true, false);

  private final EventLock lock = new EventLock();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Thread test = Thread.currentThread();

  @AutoClose private final KeptLog warnings = KeptLog.ofRunnel();

  private void note(String what) {
    String where =
        Thread.currentThread() == test ? "here" : Threads.isOfRunnel() ? "by Runnel" : "elsewhere";
    log.add(what + " " + where);
  }

  private void tellCancel() {
    lock.tellCancel(() -> note("told"), () -> note("done"), () -> "A stream");
  }

  private void tellEnd() {
    lock.tellEnd(() -> note("told"), () -> note("done"), () -> "A stream");
  }

  /** Does something as whoever has no time left to wait. */
  private static void late(Runnable task) {
    within(-1, task);
  }

  /** Does something as whoever has a lot of time to wait. */
  private static void patiently(Runnable task) {
    within(30, task);
  }

  private static void within(long seconds, Runnable task) {
    CurrentRun cell = CurrentRun.cell();
    boolean outermost = cell.beginClosing(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
    try {
      task.run();
    } finally {
      cell.endClosing(outermost);
    }
  }

  /** Lets two threads take it. */
  private void makeCommon() throws Exception {
    lock.lock();
    lock.unlock();
    assertFree();
  }

  private void assertFree() throws Exception {
    assertThat(
            Background.run(
                    () -> {
                      lock.lock();
                      lock.unlock();
                      return true;
                    })
                .result())
        .isTrue();
  }

  /** Has the lock until the test lets go of it. */
  private final class Holder {
    final CountDownLatch mayGo = new CountDownLatch(1);
    private final Background<Boolean> thread;

    Holder() throws InterruptedException {
      CountDownLatch has = new CountDownLatch(1);
      thread =
          Background.run(
              () -> {
                lock.lock();
                has.countDown();
                mayGo.await();
                lock.unlock();
                return true;
              });
      has.await();
    }

    void letGo() throws Exception {
      mayGo.countDown();
      assertThat(thread.result()).isTrue();
    }
  }

  @Test
  void aCancelIsToldElsewhereAndWhoeverCancelsGoesOnAfterThat() throws Exception {
    tellCancel();
    assertThat(log).containsExactly("told by Runnel", "done here");
    assertFree();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoHasTheLockIsToldHere(boolean isCommon) throws Exception {
    if (isCommon) {
      makeCommon();
    }
    lock.lock();
    tellCancel();
    lock.unlock();
    assertThat(log).containsExactly("told here", "done here");
    assertFree();
  }

  @Test
  void aListenerThatCancelsIsToldHere() {
    RunListener cancelling =
        new RunListener() {
          @Override
          public void onChunk(RunEvent.Chunk event) {
            tellCancel();
          }
        };
    Listeners.Entry[] entries = Listeners.NONE.with(List.of(cancelling)).wanting(RUN);
    assertThat(new Delivery(entries, new RunEvent.Chunk(RUN, "a"), false).run()).isNull();
    assertThat(log).containsExactly("told here", "done here");
  }

  @Test
  void aThreadOfRunnelTellsByItself() {
    AtomicReference<Thread> own = new AtomicReference<>();
    AtomicReference<Thread> telling = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    Threads.ofRunnel()
        .execute(
            () -> {
              own.set(Thread.currentThread());
              lock.tellCancel(
                  () -> telling.set(Thread.currentThread()), done::countDown, () -> "A stream");
            });
    Eventually.isTrue(() -> done.getCount() == 0);
    assertThat(telling.get()).isSameAs(own.get());
  }

  @Test
  void aFailureIsToldHere() throws Exception {
    Unwinding before = CurrentRun.cell().unwinding();
    tellEnd();
    assertThat(CurrentRun.cell().unwinding()).isSameAs(before);
    assertThat(log).containsExactly("told here", "done here");
    assertFree();
  }

  @Test
  void whatTellingThrowsGoesOnAndTheLockIsGivenBack() throws Exception {
    IllegalStateException failure = new IllegalStateException("telling");
    assertThatThrownBy(
            () ->
                lock.tellEnd(
                    () -> {
                      throw failure;
                    },
                    () -> note("done"),
                    () -> "A stream"))
        .isSameAs(failure);
    assertThat(log).containsExactly("done here");
    assertFree();
  }

  @Test
  void whoeverCancelsDoesNotWaitForAListenerThatTakesLong() throws Exception {
    Holder listener = new Holder();
    late(this::tellCancel);
    assertThat(log).isEmpty();
    assertThat(warnings.records())
        .singleElement()
        .satisfies(warning -> assertThat(warning.getParameters()).containsExactly("A stream"));

    listener.letGo();
    Eventually.isTrue(() -> log.size() == 2);
    assertThat(log).containsExactly("told by Runnel", "done by Runnel");
    assertFree();
  }

  @Test
  void whoeverFailsDoesNotWaitForAListenerThatTakesLong() throws Exception {
    Holder listener = new Holder();
    late(this::tellEnd);
    assertThat(log).isEmpty();
    assertThat(warnings.records()).hasSize(1);

    listener.letGo();
    Eventually.isTrue(() -> log.size() == 2);
    assertThat(log).containsExactly("told by Runnel", "done by Runnel");
  }

  @Test
  void whoeverEndsItWaitsForAListenerThatReturnsSoon() throws Exception {
    Holder listener = new Holder();
    Background<Boolean> ending =
        Background.run(
            () -> {
              patiently(this::tellEnd);
              return true;
            });
    listener.letGo();
    assertThat(ending.result()).isTrue();
    assertThat(log).containsExactly("told elsewhere", "done elsewhere");
    assertThat(warnings.records()).isEmpty();
  }

  /** Each of two has what the other one waits for: one of them must not wait. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoIsWaitedForDoesNotWait(boolean isCommon) throws Exception {
    if (isCommon) {
      makeCommon();
    }
    EventLock mine = new EventLock();
    mine.lock();
    CountDownLatch has = new CountDownLatch(1);
    AtomicReference<Thread> thread = new AtomicReference<>();
    Background<Boolean> other =
        Background.run(
            () -> {
              thread.set(Thread.currentThread());
              lock.lock();
              has.countDown();
              mine.lock();
              mine.unlock();
              lock.unlock();
              return true;
            });
    has.await();
    Eventually.isTrue(() -> thread.get().getState() == Thread.State.TIMED_WAITING);

    tellEnd();
    assertThat(log).isEmpty();
    assertThat(warnings.records()).as("nobody takes long").isEmpty();

    mine.unlock();
    assertThat(other.result()).isTrue();
    Eventually.isTrue(() -> log.size() == 2);
    assertThat(log).containsExactly("told by Runnel", "done by Runnel");
  }

  /** What a thread has waited for is no reason to take it to wait still. */
  @Test
  void whoHasWaitedBeforeIsWaitedForAsAnybodyElse() throws Exception {
    EventLock mine = new EventLock();
    mine.lock();
    CountDownLatch has = new CountDownLatch(1);
    CountDownLatch mayGo = new CountDownLatch(1);
    AtomicReference<Thread> thread = new AtomicReference<>();
    Background<Boolean> other =
        Background.run(
            () -> {
              thread.set(Thread.currentThread());
              mine.lock();
              mine.unlock();
              lock.lock();
              has.countDown();
              mayGo.await();
              lock.unlock();
              return true;
            });
    Eventually.isTrue(
        () -> thread.get() != null && thread.get().getState() == Thread.State.TIMED_WAITING);
    mine.unlock();
    has.await();
    mine.lock();
    Background<Boolean> letting =
        Background.run(
            () -> {
              Eventually.isTrue(() -> test.getState() == Thread.State.TIMED_WAITING);
              mayGo.countDown();
              return true;
            });

    patiently(this::tellEnd);

    assertThat(letting.result()).isTrue();
    assertThat(other.result()).isTrue();
    assertThat(log).containsExactly("told here", "done here");
    assertThat(warnings.records()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptOfWhoeverWaitsLongIsKept(boolean isToTell) throws Exception {
    Holder listener = new Holder();
    AtomicReference<Thread> thread = new AtomicReference<>();
    Background<Boolean> waiting =
        Background.run(
            () -> {
              thread.set(Thread.currentThread());
              Thread.currentThread().interrupt();
              if (isToTell) {
                patiently(this::tellEnd);
              } else {
                lock.lock();
                lock.unlock();
              }
              return Thread.interrupted();
            });
    Eventually.isTrue(
        () -> thread.get() != null && thread.get().getState() == Thread.State.TIMED_WAITING);
    listener.letGo();
    assertThat(waiting.result()).isTrue();
  }
}
