package dev.runnel.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.runnel.annotations.RunType;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventAssertionsTest {
  private final RunInfo root = run("chain", null);
  private final RunInfo first = run("first", root, "seq:step:1");
  private final RunInfo second = run("second", root, "seq:step:2");
  private final RunInfo third = run("third", root, "seq:step:3");
  private final Object input = new Object();
  private final Object shared = new Object();
  private final Object other = new Object();
  private final List<RunEvent> events = new ArrayList<>();

  private static RunInfo run(String name, @Nullable RunInfo parent, String... tags) {
    List<UUID> above =
        parent == null
            ? List.of()
            : Stream.concat(parent.parentIds().stream(), Stream.of(parent.id())).toList();
    return new RunInfo(
        UUID.randomUUID(), above, name, RunType.CHAIN, Set.of(tags), Map.of(), true, false);
  }

  private void start(RunInfo... runs) {
    for (RunInfo run : runs) {
      events.add(new RunEvent.Start(run, run.isRoot() ? input : null, Instant.EPOCH));
    }
  }

  private void chunk(Object chunk, RunInfo... givers) {
    for (RunInfo giver : givers) {
      events.add(new RunEvent.Chunk(giver, chunk));
    }
  }

  private void end(RunInfo run, Object read, Object output) {
    events.add(new RunEvent.End(run, read, read, output, Instant.EPOCH));
  }

  private void check() {
    EventAssertions.assertWellFormed(events);
  }

  private void finds(String problem) {
    assertThatThrownBy(this::check)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(problem);
  }

  @Test
  void parallelStepsMayGiveTheSameObjectInAnyOrder() {
    for (List<RunInfo> order : List.of(List.of(first, second), List.of(second, first))) {
      events.clear();
      start(root, first, second);
      order.forEach(step -> chunk(shared, step));
      end(first, input, shared);
      end(second, input, shared);
      start(third);
      chunk(other, third, root);
      end(third, Map.of("first", shared, "second", shared), other);
      end(root, input, other);
      assertThatCode(this::check).doesNotThrowAnyException();
    }
  }

  @Test
  void parallelStepsMayPassOnWhatBothRead() {
    start(root, first, second, third);
    chunk(shared, first, third, second, root);
    end(first, input, shared);
    end(second, shared, shared);
    end(third, shared, shared);
    end(root, input, shared);
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void parallelStepsMayPassTheInputOn() {
    start(root, first, second);
    chunk(input, second, first, root);
    end(first, input, input);
    end(second, input, input);
    end(root, input, input);
    assertThatCode(this::check).doesNotThrowAnyException();
  }

  @Test
  void aChunkIsPassedOnAfterItWasGiven() {
    start(root, first, second);
    chunk(shared, second, first, root);
    end(first, input, shared);
    end(second, shared, shared);
    end(root, input, shared);
    finds("but it comes from here");
  }

  @Test
  void aChainGivesItsChunkAfterItsLastStep() {
    start(root, first, second);
    chunk(shared, first);
    chunk(other, root, second);
    end(first, input, shared);
    end(second, shared, other);
    end(root, input, other);
    finds("has not given this chunk yet");
  }

  @Test
  void aRunEndsOnceWithinItsParentAndAfterItsChildren() {
    start(root, first);
    end(first, input, shared);
    end(first, input, shared);
    finds("the run is over");
    events.clear();
    start(root, first);
    end(root, input, shared);
    finds("is not over");
    events.clear();
    start(root);
    end(root, input, shared);
    start(first);
    finds("its parent is over");
    events.clear();
    start(root, first);
    finds("has not ended");
    events.clear();
    chunk(shared, root);
    finds("the run has not started");
    events.clear();
    start(root, root);
    finds("has started before");
  }
}
