package dev.runnel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.ChunkStream;
import dev.runnel.CustomRunnel;
import dev.runnel.RunClock;
import dev.runnel.RunConfig;
import dev.runnel.RunContext;
import dev.runnel.Whole;
import dev.runnel.annotations.RunType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a run has of its own, and what it has from those above it. */
class RunTest {
  private static final UUID ID = new UUID(1, 2);

  /** Only has a name and a type. */
  private record Same() implements CustomRunnel<String, String, String> {
    @Override
    public ChunkStream<String> open(String input, RunContext run) {
      return ChunkStream.of(input);
    }

    @Override
    public Whole<String, String> whole() {
      return Whole.text();
    }
  }

  private static Run top(RunConfig config) {
    return Run.of(new Same(), config, true);
  }

  private static Run below(Run run, RunConfig config) {
    return run.child(new Same(), List.of(), config, false);
  }

  @Test
  void anIdIsGoodForOneRunAndThoseBelowHaveTheirOwn() {
    RunConfig config = RunConfig.DEFAULT.withId(ID);
    Run run = top(config);
    Run child = below(run, config);
    Run grandchild = below(below(run, RunConfig.DEFAULT), config);

    assertThat(run.id()).isEqualTo(ID);
    assertThat(child.id()).isNotEqualTo(ID).isEqualTo(child.id());
    assertThat(grandchild.id()).isNotEqualTo(ID);
    UUID other = new UUID(3, 4);
    assertThat(below(run, RunConfig.DEFAULT.withId(other)).id()).isEqualTo(other);
  }

  @Test
  void ofWhatIsSaidTwiceTheInnermostCounts() {
    Run run = top(RunConfig.DEFAULT.withMetadata("k", 1).withMetadata("above", true));
    Run child = below(below(run, RunConfig.DEFAULT.withMetadata("k", 2)), RunConfig.DEFAULT);

    assertThat(child.metadata()).containsEntry("k", 2).containsEntry("above", true);
    assertThat(run.metadata()).containsEntry("k", 1);
  }

  @Test
  void itKnowsWhetherItIsStreamed() {
    Run run = top(RunConfig.DEFAULT);
    assertThat(run.streaming()).isTrue();
    assertThat(run.group("group", "tag").streaming()).isTrue();
    assertThat(below(run, RunConfig.DEFAULT).streaming()).isFalse();
    assertThat(run).hasToString("chain run 'Same'");
  }

  /** Moves by hand. */
  private static final class Moved implements RunClock {
    long now = 1_000;

    @Override
    public long nanoTime() {
      return now;
    }

    @Override
    public void sleep(Duration duration) {
      now += duration.toNanos();
    }

    @Override
    public double random() {
      return 0;
    }

    @Override
    public Alarm schedule(Duration delay, Runnable action) {
      return () -> {};
    }
  }

  @Test
  void itsLimitsCountFromWhenItWasHandedOver() {
    Moved clock = new Moved();
    Run atOnce = top(RunConfig.DEFAULT.withClock(clock));
    assertThat(atOnce.isLimited()).isFalse();
    assertThat(atOnce.beginLimits()).isZero();
    assertThat(atOnce.isLimited()).isTrue();

    Run later = top(RunConfig.DEFAULT.withClock(clock));
    later.handedOver();
    clock.sleep(Duration.ofNanos(30));
    assertThat(later.beginLimits()).isEqualTo(30);
  }

  @Test
  void whatAStepHasLeftOpenEndsWithItAndTheRunGoesOn() {
    Lifetime home = new Lifetime();
    Run run = top(RunConfig.DEFAULT);
    Run step = run.step("step", RunType.TOOL, RunConfig.DEFAULT, List.of(), home);
    Lifetime children = Objects.requireNonNull(step.childrenLifetime());
    assertThat(step.childrenLifetime()).isSameAs(children);

    step.closeChildren();

    assertThat(children.state()).isEqualTo(Lifetime.State.CANCELLED);
    assertThat(home.isOpen()).isTrue();
    assertThat(run.childrenLifetime()).isNull();
  }

  @Test
  void aRunIsCancelledWithTheOneAboveIt() {
    Lifetime lifetime = new Lifetime();
    Run run = top(RunConfig.DEFAULT);
    run.endsWith(lifetime);
    Run child = below(run, RunConfig.DEFAULT);
    assertThat(child.isCancelled()).isFalse();

    lifetime.cancel();

    assertThat(child.isCancelled()).isTrue();
  }
}
