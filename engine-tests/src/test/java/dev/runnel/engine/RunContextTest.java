package dev.runnel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.Emitter;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.run.CurrentRun;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RunContextTest {
  @AfterEach
  void noRunIsLeftOnTheThread() {
    assertThat(RunContext.current()).isSameAs(CurrentRun.DETACHED);
  }

  static Stream<Arguments> formsAndReaders() {
    Object[] forms = {Form.PULLED, Form.PUSHED, Form.RELAYED};
    return Combinations.of(forms, Readers.values());
  }

  /** Records which run is current in each step. */
  private static final class Recording extends Steps {
    final ConcurrentLinkedQueue<String> runs = new ConcurrentLinkedQueue<>();

    private void record(String step) {
      RunContext run = RunContext.current();
      runs.add(
          step + " in " + run.name() + " of " + run.parent().map(RunContext::name).orElse("-"));
    }

    @Override
    void beforeNumber(int number) {
      record("number");
    }

    @Override
    String label(int number) {
      record("label");
      return "n" + number;
    }

    @Override
    void echo(String label, Emitter<String> out) throws Exception {
      record("echo");
      super.echo(label, out);
      record("echo");
    }
  }

  @ParameterizedTest
  @MethodSource("formsAndReaders")
  void theRunOfTheStepIsCurrentInItAndTheReadersOwnBetween(Form form, Readers reader) {
    Recording steps = new Recording();
    Runnel<Integer, String, List<String>> runnel = form.of(steps);
    List<RunContext> atReader = new ArrayList<>();
    reader.read(runnel, 2, chunk -> atReader.add(RunContext.current()));
    assertThat(steps.runs)
        .containsOnly(
            "number in numbers of labels", "label in label of labels", "echo in echo of labels")
        .hasSize(2 * 4);
    assertThat(atReader).containsOnly(CurrentRun.DETACHED);
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatAStepStartsIsItsChildInWhateverWayItIsRead(Readers reader) {
    Recording inner = new Recording();
    Steps outer =
        new Steps() {
          @Override
          String label(int number) {
            RunContext mine = RunContext.current();
            reader.read(Form.PULLED.of(inner), 1, chunk -> {});
            assertThat(RunContext.current()).isSameAs(mine);
            return "n" + number;
          }
        };
    List<String> parents = new ArrayList<>();
    Steps watching =
        new Steps() {
          @Override
          String label(int number) {
            parents.add(parentsOf(RunContext.current()));
            return "n";
          }
        };
    Steps calling =
        new Steps() {
          @Override
          String label(int number) {
            reader.read(Form.PULLED.of(watching), 1, chunk -> {});
            return "n";
          }
        };
    Form.PULLED.of(outer).invoke(2);
    Form.PULLED.of(calling).invoke(1);
    assertThat(parents).containsExactly("label < labels < label < labels");
    assertThat(inner.runs).isNotEmpty();
  }

  private static String parentsOf(RunContext run) {
    return run.name() + run.parent().map(parent -> " < " + parentsOf(parent)).orElse("");
  }

  @ParameterizedTest
  @EnumSource
  void theReadersRunIsCurrentInItsActionAndRestoredAfterFailuresToo(Readers reader) {
    Steps failing =
        new Steps() {
          @Override
          String label(int number) {
            if (number == 1) {
              throw new IllegalStateException("x");
            }
            return "n";
          }
        };
    Steps outer =
        new Steps() {
          @Override
          String label(int number) {
            RunContext mine = RunContext.current();
            try {
              reader.read(
                  Form.PUSHED.of(failing),
                  2,
                  chunk -> {
                    if (reader != Readers.PUBLISHER) {
                      assertThat(RunContext.current()).isSameAs(mine);
                    }
                  });
            } catch (IllegalStateException expected) {
              // The reader goes on.
            }
            assertThat(RunContext.current()).isSameAs(mine);
            return "n";
          }
        };
    Form.PULLED.of(outer).invoke(1);
  }

  @Test
  void configurationIsSeenByTheRunAndInheritedByItsSteps() {
    UUID id = UUID.randomUUID();
    AtomicReference<RunContext> seen = new AtomicReference<>();
    Steps steps =
        new Steps() {
          @Override
          String label(int number) {
            seen.set(RunContext.current());
            return "n";
          }
        };
    Runnel<Integer, String, List<String>> configured =
        Form.PULLED
            .of(steps)
            .withConfig(RunConfig.named("under").withTags("a").withMetadata("k", 1));
    configured
        .withConfig(RunConfig.named("over").withTags("b").withMetadata("k", 2).withId(id))
        .invoke(1);
    RunContext run = seen.get().parent().orElseThrow();
    assertThat(run.name()).isEqualTo("over");
    assertThat(run.id()).isEqualTo(id);
    assertThat(run.tags()).containsExactlyInAnyOrder("a", "b");
    assertThat(seen.get().tags()).contains("a", "b");
    assertThat(seen.get().metadata()).containsEntry("k", 2);
    assertThat(run.type()).isEqualTo(RunType.CHAIN);
    assertThat(seen.get().id()).isNotEqualTo(id).isEqualTo(seen.get().id());
    configured.invoke(1);
    assertThat(seen.get().parent().orElseThrow().name()).isEqualTo("under");
  }

  @Test
  void aConfiguredRunnelIsTheSameRunnel() {
    Runnel<Integer, String, List<String>> configured =
        Form.PUSHED.of(new Steps()).withConfig(RunConfig.named("x"));
    for (Readers reader : Readers.values()) {
      assertThat(reader.all(configured, 10)).isEqualTo(Steps.expected(10));
    }
    assertThat(Form.NESTED.of(new Steps()).withConfig(RunConfig.DEFAULT).invoke(3))
        .isEqualTo(Steps.expected(3));
  }

  @Test
  void wrappedTasksRunInTheRunThatWrappedThem() throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    List<RunContext> seen = new ArrayList<>();
    AtomicReference<RunContext> mine = new AtomicReference<>();
    Steps steps =
        new Steps() {
          @Override
          String label(int number) throws Exception {
            RunContext run = RunContext.current();
            mine.set(run);
            pool.submit(run.wrap((Runnable) () -> seen.add(RunContext.current()))).get();
            pool.submit(run.wrap(() -> seen.add(RunContext.current()))).get();
            pool.submit(() -> run.wrapSupplier(() -> seen.add(RunContext.current())).get()).get();
            CountDownLatch done = new CountDownLatch(1);
            run.wrap((java.util.concurrent.Executor) pool)
                .execute(
                    () -> {
                      seen.add(RunContext.current());
                      done.countDown();
                    });
            done.await();
            pool.submit(() -> assertThat(RunContext.current()).isSameAs(CurrentRun.DETACHED)).get();
            return "n";
          }
        };
    Form.PULLED.of(steps).invoke(1);
    pool.shutdown();
    assertThat(seen).hasSize(4).containsOnly(mine.get());
  }

  @Test
  void aRunOnAnotherThreadIsAChildThroughItsConfiguration() throws Exception {
    AtomicReference<String> parents = new AtomicReference<>();
    Steps inner =
        new Steps() {
          @Override
          String label(int number) {
            parents.set(parentsOf(RunContext.current()));
            return "n";
          }
        };
    Steps outer =
        new Steps() {
          @Override
          String label(int number) throws Exception {
            RunConfig child = RunConfig.childOf(RunContext.current());
            Thread other = new Thread(() -> Form.PULLED.of(inner).withConfig(child).invoke(1));
            other.start();
            other.join();
            return "n";
          }
        };
    Form.PULLED.of(outer).invoke(1);
    assertThat(parents.get()).isEqualTo("label < labels < label < labels");
  }

  @Test
  void theExecutorOfTheRunIsInheritedAndUsedForEveryThread() {
    ConcurrentLinkedQueue<Thread> threads = new ConcurrentLinkedQueue<>();
    RunConfig config =
        RunConfig.DEFAULT.withExecutor(
            task -> {
              Thread thread = new Thread(task);
              threads.add(thread);
              thread.start();
            });
    Steps inner =
        new Steps() {
          @Override
          void beforeNumber(int number) {
            assertThat(threads).contains(Thread.currentThread());
          }
        };
    Steps outer =
        new Steps() {
          @Override
          String label(int number) {
            try (ChunkStream<String> chunks = Form.PUSHED.of(inner).stream(1)) {
              return chunks.next();
            }
          }
        };
    assertThat(Form.PULLED.of(outer).withConfig(config).invoke(1)).containsExactly("n0", "n0'");
    assertThat(threads).hasSize(1);
    Form.FORKED.of(new Steps()).withConfig(config).invoke(1);
    assertThat(threads).hasSize(2);
  }
}
