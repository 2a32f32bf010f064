package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.ChunkStream;
import dev.runnel.RunConfig;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParallelFaultTest {
  private final RuntimeException failure = new IllegalStateException("down");
  private final Tape tape = Tape.withoutChunks();

  @Test
  void whatWasMadeBeforeABranchFailedIsStillRead() throws Exception {
    Scripted failing = new Scripted("x").then("a", "b", failure);
    Scripted waiting = new Scripted("y").then("c", Scripted.BLOCK);
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch branches = new CountDownLatch(2);
    RunConfig config =
        RunConfig.DEFAULT
            .withListeners(tape)
            .withExecutor(
                task ->
                    threads.execute(
                        () -> {
                          task.run();
                          branches.countDown();
                        }));
    try (ChunkStream<Map<String, Object>> chunks =
        RunnableParallel.<String>of("x", failing).and("y", waiting).withConfig(config).stream(
            "in")) {
      Map<String, Object> first = chunks.next();
      assertThat(branches.await(30, TimeUnit.SECONDS)).as("both branches have ended").isTrue();
      StringBuilder all = new StringBuilder(first.toString());
      assertThatThrownBy(() -> chunks.forEachRemaining(all::append)).isSameAs(failure);
      assertThat(all.toString()).contains("{x=a}", "{x=b}");
    } finally {
      threads.shutdown();
    }
    assertThat(failing.open() + waiting.open()).isZero();
    assertThat(tape.faults()).as("%s", tape.lines()).isEmpty();
    assertThat(tape.lines().get(tape.lines().size() - 1)).startsWith("error down of ");
    assertThat(tape.lines()).filteredOn(line -> line.contains("error down of x")).hasSize(1);
  }

  @Test
  void aFailureEndsTheOtherBranchesThoughNobodyReads() throws Exception {
    Scripted waiting = new Scripted("y").then(Scripted.BLOCK);
    Scripted failing =
        new Scripted(
                "x",
                () -> {
                  try {
                    waiting.awaitBlocked();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .then(failure);
    assertThatThrownBy(
            () ->
                RunnableParallel.<String>of("x", failing)
                    .and("y", waiting)
                    .withListeners(tape)
                    .invoke("in"))
        .isSameAs(failure);
    assertThat(waiting.open()).isZero();
    assertThat(tape.faults()).as("%s", tape.lines()).isEmpty();
    assertThat(tape.lines()).anyMatch(line -> line.startsWith(".cancel y"));
  }
}
