package dev.runnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.compose.RunnableLambda;
import dev.runnel.compose.RunnableParallel;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunListener;
import dev.runnel.shared.KeptLog;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is installed for a process or an application lies below all its runs, and only there. */
class RunDefaultsTest {
  private final List<RunDefaults.Installation> installed = new ArrayList<>();
  private final Runnel<String, String, String> shout =
      RunnableLambda.of("shout", word -> word + "!");

  private static final class Names implements RunListener {
    final List<String> started = new CopyOnWriteArrayList<>();

    @Override
    public void onStart(RunEvent.Start event) {
      started.add(event.run().name());
    }
  }

  private RunDefaults.Installation install(RunConfig config) {
    RunDefaults.Installation added = RunDefaults.install(config);
    installed.add(added);
    return added;
  }

  @AfterEach
  void takeBack() {
    installed.forEach(RunDefaults.Installation::close);
  }

  @Test
  void aListenerHearsRunsThatOthersHaveMade() {
    Names names = new Names();
    install(RunConfig.DEFAULT.withListeners(names));
    RunnableParallel.<String>of("a", shout).invoke("hi");
    assertThat(names.started).containsExactly("RunnableParallel<a>", "shout");
  }

  @Test
  void whatARunSetsItselfWinsAndTheRestIsAdded() {
    List<Object> seen = new ArrayList<>();
    Runnel<String, String, String> tells =
        RunnableLambda.of(
            "tells",
            word -> {
              RunContext run = RunContext.current();
              seen.addAll(List.of(run.tags(), run.metadata(), run.executor()));
              return word;
            });
    Executor mine = Runnable::run;
    Executor of = task -> task.run();
    install(
        RunConfig.DEFAULT
            .withTags("all")
            .withMetadata("a", 1)
            .withMetadata("b", 1)
            .withExecutor(of));
    tells
        .withConfig(RunConfig.DEFAULT.withTags("own").withMetadata("b", 2).withExecutor(mine))
        .invoke("hi");
    tells.invoke("hi");
    assertThat(seen)
        .containsExactly(
            Set.of("all", "own"),
            Map.of("a", 1, "b", 2),
            mine,
            Set.of("all"),
            Map.of("a", 1, "b", 1),
            of);
  }

  @Test
  void aLimitHoldsForEachRun() {
    install(RunConfig.DEFAULT.withTimeout(Duration.ofMillis(20)));
    Runnel<String, String, String> stuck =
        RunnableLambda.of(
            "stuck",
            word -> {
              new CountDownLatch(1).await();
              return word;
            });
    assertThatThrownBy(() -> stuck.invoke("hi")).isInstanceOf(RunTimeoutException.class);
  }

  @Test
  void whoHasInstalledTakesBackItsOwnOnly() {
    Names first = new Names();
    Names second = new Names();
    RunConfig config = RunConfig.DEFAULT.withListeners(first);
    RunDefaults.Installation one = install(config);
    RunDefaults.Installation same = install(config);
    install(RunConfig.DEFAULT.withListeners(second));
    one.close();
    one.close();
    shout.invoke("hi");
    assertThat(first.started).as("installed twice, taken back once").hasSize(1);
    same.close();
    shout.invoke("hi");
    assertThat(first.started).hasSize(1);
    assertThat(second.started).hasSize(2);
  }

  @Test
  void aRunThatHasStartedKeepsIt() {
    Names names = new Names();
    RunDefaults.Installation all = install(RunConfig.DEFAULT.withListeners(names));
    Runnel<String, String, String> outer =
        RunnableLambda.of(
            "outer",
            word -> {
              all.close();
              return shout.invoke(word);
            });
    outer.invoke("hi");
    assertThat(names.started).containsExactly("outer", "shout");
  }

  @Test
  void anApplicationHasItsOwn() throws Exception {
    Names process = new Names();
    Names application = new Names();
    Names other = new Names();
    ClassLoader loader = new URLClassLoader(new URL[0], getClass().getClassLoader());
    ClassLoader inside = new URLClassLoader(new URL[0], loader);
    ClassLoader another = new URLClassLoader(new URL[0], getClass().getClassLoader());
    install(RunConfig.DEFAULT.withListeners(process));
    installed.add(RunDefaults.install(RunConfig.DEFAULT.withListeners(application), loader));
    installed.add(RunDefaults.install(RunConfig.DEFAULT.withListeners(other), another));
    for (ClassLoader each : new ClassLoader[] {null, getClass().getClassLoader(), loader, inside}) {
      Thread thread = new Thread(() -> shout.invoke("hi"));
      thread.setContextClassLoader(each);
      thread.start();
      thread.join();
    }
    assertThat(process.started).hasSize(4);
    assertThat(application.started).hasSize(2);
    assertThat(other.started).isEmpty();
  }

  static List<RunConfig> ofOneRun() {
    return List.of(
        RunConfig.named("a"),
        RunConfig.DEFAULT.withId(new UUID(1, 2)),
        RunConfig.childOf(RunContext.current()));
  }

  @ParameterizedTest
  @MethodSource("ofOneRun")
  void whatBelongsToOneRunIsRefused(RunConfig config) {
    assertThatThrownBy(() -> install(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Give them to that run, by withConfig.");
  }

  @Test
  void aListenerThatThrowsIsLoggedOnceForAllRuns() {
    try (KeptLog log = KeptLog.ofRunnel()) {
      install(
          RunConfig.DEFAULT.withListeners(
              new RunListener() {
                @Override
                public void onStart(RunEvent.Start event) {
                  throw new IllegalStateException("no");
                }
              }));
      for (int i = 0; i < 20; i++) {
        assertThat(shout.invoke("hi")).isEqualTo("hi!");
      }
      install(RunConfig.DEFAULT.withTags("another"));
      assertThat(shout.invoke("hi")).isEqualTo("hi!");
      assertThat(log.records()).hasSize(1);
    }
  }
}
