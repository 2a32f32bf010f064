package dev.runnel.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RetryPolicy;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a runnel was given for its run holds when others are tried in its place. */
class AttemptsConfigTest {
  private final List<RunInfo> started = new ArrayList<>();
  private final RunListener listener =
      new RunListener() {
        @Override
        public void onStart(RunEvent.Start event) {
          started.add(event.run());
        }
      };

  enum Guard {
    RETRY(runnel -> runnel.withRetry(RetryPolicy.ofAttempts(2))),
    FALLBACK(runnel -> runnel.withFallbacks(new Scripted("other").then("b"))),
    BOTH(runnel -> FALLBACK.guard.apply(RETRY.guard.apply(runnel)));

    private final UnaryOperator<Runnel<String, String, String>> guard;

    Guard(UnaryOperator<Runnel<String, String, String>> guard) {
      this.guard = guard;
    }

    Runnel<String, String, String> around(RunConfig config) {
      Scripted failing = new Scripted("base").then(new IllegalStateException("down")).then("b");
      return guard.apply(failing.withConfig(config));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anIdIsThatOfTheWholeRun(Guard guard) {
    UUID id = new UUID(1, 2);

    guard.around(RunConfig.DEFAULT.withId(id)).withListeners(listener).invoke("x");

    assertThat(started).extracting(RunInfo::id).startsWith(id).doesNotHaveDuplicates();
    assertThat(started.get(1).parentIds()).containsExactly(id);
  }

  @ParameterizedTest
  @EnumSource
  void aParentIsThatOfTheWholeRun(Guard guard) {
    Runnel<String, String, String> outer =
        RunnableLambda.of(
            "outer",
            text -> {
              RunContext parent = RunContext.current();
              Runnel<String, String, String> inner = guard.around(RunConfig.childOf(parent));
              return RunnableLambda.<String, String>of("between", inner::invoke).invoke(text);
            });

    outer.withListeners(listener).invoke("x");

    UUID root = started.get(0).id();
    assertThat(started.get(1).name()).isEqualTo("between");
    assertThat(started.get(2).parentIds()).containsExactly(root);
    assertThat(started.get(3).parentIds()).containsExactly(root, started.get(2).id());
  }

  @ParameterizedTest
  @EnumSource
  void threadsAreThoseOfTheWholeRun(Guard guard) {
    AtomicInteger tasks = new AtomicInteger();
    RunConfig config =
        RunConfig.DEFAULT.withExecutor(
            task -> {
              tasks.incrementAndGet();
              RunConfig.defaultExecutor().execute(task);
            });

    assertThat(guard.around(config).invokeAsync("x").join()).isEqualTo("b");
    assertThat(tasks.get()).isPositive();
  }

  @Test
  void aClockTimesTheWaitBetweenTheAttempts() {
    List<Duration> waits = new ArrayList<>();
    RunClock clock =
        new RunClock() {
          @Override
          public long nanoTime() {
            return 0;
          }

          @Override
          public void sleep(Duration duration) {
            waits.add(duration);
          }

          @Override
          public double random() {
            return 0;
          }

          @Override
          public Alarm schedule(Duration delay, Runnable action) {
            return () -> {};
          }
        };
    Scripted failing = new Scripted("base").then(new IllegalStateException("down")).then("b");
    RetryPolicy policy = RetryPolicy.ofAttempts(2).withDelay(Duration.ofMillis(1)).withJitter(0);

    failing.withConfig(RunConfig.DEFAULT.withClock(clock)).withRetry(policy).invoke("x");

    assertThat(waits).hasSize(1);
  }
}
