package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the threads of runs, and Runnel's own, are like, whoever happens to start them. */
@Timeout(60)
class ThreadsTest {
  private static final int SOME = 20;

  /** More than may be idle, so that some are started. */
  private static final int MANY = 100;

  /** Asks so many threads of an executor at once, each of which waits for all others. */
  static <T> List<T> askAtOnce(int count, Executor executor, Supplier<T> question) {
    CountDownLatch here = new CountDownLatch(count);
    List<CompletableFuture<T>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      answers.add(
          CompletableFuture.supplyAsync(
              () -> {
                here.countDown();
                await(here);
                return question.get();
              },
              executor));
    }
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void thoseOfRunsAreAsManyAsThereAreTasksAndKeepNoProcessAlive() {
    Executor threads = Threads.defaultExecutor();
    assertThat(askAtOnce(SOME, threads, () -> Thread.currentThread().isDaemon()))
        .containsOnly(true);
    assertThat(askAtOnce(SOME, threads, Threads::isOfRunnel)).containsOnly(false);
  }

  @Test
  void thoseOfRunnelAreKnownAndKeepNoProcessAlive() {
    assertThat(Threads.isOfRunnel()).isFalse();
    Executor threads = Threads.ofRunnel();
    assertThat(askAtOnce(SOME, threads, Threads::isOfRunnel)).containsOnly(true);
    assertThat(askAtOnce(SOME, threads, () -> Thread.currentThread().isDaemon()))
        .containsOnly(true);
  }

  @Test
  void thoseOfRunnelTakeOverNothingOfWhoStartsThem() throws Exception {
    InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
    Thread caller = Thread.currentThread();
    ClassLoader before = caller.getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(new URL[0])) {
      caller.setContextClassLoader(application);
      inherited.set("the caller's");

      List<ClassLoader> loaders =
          askAtOnce(MANY, Threads.ofRunnel(), () -> Thread.currentThread().getContextClassLoader());
      assertThat(loaders).containsOnly(Threads.class.getClassLoader());
      assertThat(askAtOnce(MANY, Threads.ofRunnel(), inherited::get)).containsOnlyNulls();
    } finally {
      inherited.remove();
      caller.setContextClassLoader(before);
    }
  }
}
