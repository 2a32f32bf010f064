package dev.runnel.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.runnel.RunContext;
import dev.runnel.Runnel;
import dev.runnel.annotations.RunType;
import dev.runnel.compose.RunnableLambda;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RelayedEventsTest {
  /** Hears what is passed on, and fails where a run does not begin first, end last, and once. */
  private static final class Order implements RunListener {
    private final Map<UUID, RunInfo> open = new LinkedHashMap<>();
    private final List<UUID> started = new ArrayList<>();

    @Override
    public void onStart(RunEvent.Start event) {
      RunInfo run = event.run();
      assertThat(started).doesNotContain(run.id());
      started.add(run.id());
      open.put(run.id(), run);
    }

    @Override
    public void onChunk(RunEvent.Chunk event) {
      assertThat(open).containsKey(event.run().id());
    }

    @Override
    public void onCustom(RunEvent.Custom event) {
      assertThat(open).containsKey(event.run().id());
    }

    @Override
    public void onEnd(RunEvent.End event) {
      ended(event.run());
    }

    @Override
    public void onError(RunEvent.Failure event) {
      ended(event.run());
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      ended(event.run());
    }

    private void ended(RunInfo run) {
      assertThat(open.remove(run.id())).isNotNull();
      assertThat(open.values()).noneMatch(other -> other.parentIds().contains(run.id()));
    }

    @Override
    public boolean failOnError() {
      return true;
    }
  }

  private static RunInfo run(UUID id, List<UUID> parents) {
    return new RunInfo(id, parents, "there", RunType.CHAIN, Set.of(), Map.of(), true, false);
  }

  private static RunEvent any(Random random, List<UUID> ids) {
    int at = random.nextInt(ids.size());
    RunInfo run = run(ids.get(at), ids.subList(0, at));
    Instant now = Instant.EPOCH;
    return switch (random.nextInt(7)) {
      case 0, 1 -> new RunEvent.Start(run, "in", now);
      case 2 -> new RunEvent.Chunk(run, "chunk");
      case 3 -> new RunEvent.Custom(run, "custom", 1);
      case 4 -> new RunEvent.End(run, null, null, "out", now);
      case 5 -> new RunEvent.Failure(run, new IllegalStateException("there"), now);
      default -> new RunEvent.Cancel(run, now);
    };
  }

  @Test
  void whateverIsPassedOnEachRunBeginsAndEndsOnce() {
    for (int round = 0; round < 500; round++) {
      long seed = System.nanoTime();
      Random random = new Random(seed);
      List<UUID> ids =
          List.of(
              new UUID(round, random.nextLong()),
              new UUID(round, random.nextLong()),
              new UUID(round, random.nextLong()));
      Order order = new Order();
      Runnel<String, String, String> runnel =
          RunnableLambda.<String, String>of(
                  "here",
                  input -> {
                    for (int i = random.nextInt(20); i > 0; i--) {
                      RunContext.current().relayEvent(any(random, ids));
                    }
                    return input;
                  })
              .withListeners(order);

      assertThat(runnel.invoke("a")).as("seed %d", seed).isEqualTo("a");
      assertThat(order.open).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void runsElsewhereStandBelowTheRunThatPassesThemOn() {
    UUID root = new UUID(0, 1);
    List<List<UUID>> parents = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void onStart(RunEvent.Start event) {
            parents.add(event.run().parentIds());
          }
        };
    List<UUID> here = new ArrayList<>();
    RunnableLambda.<String, String>of(
            "here",
            input -> {
              RunContext run = RunContext.current();
              assertThat(run.isListenedTo()).isTrue();
              here.add(run.id());
              run.relayEvent(new RunEvent.Start(run(root, List.of()), null, Instant.EPOCH));
              run.relayEvent(
                  new RunEvent.Start(run(new UUID(0, 2), List.of(root)), null, Instant.EPOCH));
              return input;
            })
        .withListeners(listener)
        .invoke("a");

    assertThat(parents)
        .containsExactly(List.of(), List.of(here.get(0)), List.of(here.get(0), root));
  }

  /** Writes down what it hears of the runs that are passed on. */
  private static final class Heard implements RunListener {
    final List<String> log = new ArrayList<>();

    private void note(String what, RunInfo run) {
      if (run.name().equals("there")) {
        log.add(what + " " + run.id().getLeastSignificantBits());
      }
    }

    @Override
    public void onStart(RunEvent.Start event) {
      note("start", event.run());
    }

    @Override
    public void onChunk(RunEvent.Chunk event) {
      note(event.chunk() + " of", event.run());
    }

    @Override
    public void onCustom(RunEvent.Custom event) {
      note(event.name() + " of", event.run());
    }

    @Override
    public void onEnd(RunEvent.End event) {
      note("end", event.run());
    }

    @Override
    public void onError(RunEvent.Failure event) {
      note("error", event.run());
    }

    @Override
    public void onCancel(RunEvent.Cancel event) {
      note("cancel", event.run());
    }
  }

  @Test
  void whatFollowsOnWhatCameBeforeIsPassedOnAndNothingElse() {
    RunInfo first = run(new UUID(0, 1), List.of());
    RunInfo below = run(new UUID(0, 2), List.of(first.id()));
    RunInfo belowBoth = run(new UUID(0, 3), List.of(first.id(), below.id()));
    RunInfo other = run(new UUID(0, 4), List.of());
    RunInfo broken = run(new UUID(0, 5), List.of(other.id()));
    Instant now = Instant.EPOCH;
    Heard heard = new Heard();
    RunnableLambda.<String, String>of(
            "here",
            input -> {
              RunContext run = RunContext.current();
              run.relayEvent(new RunEvent.Chunk(first, "too early"));
              run.relayEvent(new RunEvent.Start(first, "in", now));
              run.relayEvent(new RunEvent.Start(first, "again", now));
              run.relayEvent(new RunEvent.Start(below, "in", now));
              run.relayEvent(new RunEvent.Chunk(below, "chunk"));
              run.relayEvent(new RunEvent.Custom(first, "custom", 1));
              run.relayEvent(new RunEvent.End(first, null, null, "out", now));
              run.relayEvent(new RunEvent.Chunk(below, "too late"));
              run.relayEvent(new RunEvent.Start(belowBoth, "below what is over", now));
              run.relayEvent(new RunEvent.Start(other, "in", now));
              run.relayEvent(new RunEvent.Start(broken, "in", now));
              run.relayEvent(new RunEvent.Failure(broken, new IllegalStateException(), now));
              return input;
            })
        .withListeners(heard)
        .invoke("a");

    assertThat(heard.log)
        .containsExactly(
            "start 1",
            "start 2",
            "chunk of 2",
            "custom of 1",
            "cancel 2",
            "end 1",
            "start 4",
            "start 5",
            "error 5",
            "cancel 4");
  }

  @Test
  void nobodyIsToldWhereNobodyListens() {
    Runnel<String, ?, Boolean> runnel =
        RunnableLambda.<String, Boolean>of(
            "here",
            input -> {
              RunContext run = RunContext.current();
              run.relayEvent(
                  new RunEvent.Start(run(new UUID(0, 1), List.of()), null, Instant.EPOCH));
              return run.isListenedTo();
            });

    // What checks the runs of all tests listens, too.
    assertThat(runnel.invoke("a")).isEqualTo(Boolean.getBoolean("runnel.watch"));
  }
}
