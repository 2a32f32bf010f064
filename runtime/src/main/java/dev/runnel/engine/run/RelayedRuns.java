package dev.runnel.engine.run;

import dev.runnel.RunClock;
import dev.runnel.engine.stream.Failures;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The runs below one run that take place elsewhere, as on another server, and whose events are
 * passed on here. Whatever comes, each that has started ends once, after those below it and before
 * the run above. Used under the lock of that run's events.
 */
final class RelayedRuns {
  private final Listeners listeners;
  private final RunInfo above;
  private final RunClock clock;
  private final Map<UUID, Open> open = new LinkedHashMap<>();
  private final Set<UUID> started = new HashSet<>();

  /** A run that has started, and those who want its events. */
  private static final class Open {
    private final RunInfo run;
    private final Listeners.Entry[] entries;

    Open(RunInfo run, Listeners.Entry[] entries) {
      this.run = run;
      this.entries = entries;
    }
  }

  RelayedRuns(Listeners listeners, RunInfo above, RunClock clock) {
    this.listeners = listeners;
    this.above = above;
    this.clock = clock;
  }

  /** Passes an event on; one that does not follow on what came before is left out. */
  void relay(RunEvent event) {
    UUID id = event.run().id();
    if (event instanceof RunEvent.Start start) {
      if (!id.equals(above.id()) && isBelowOpenRuns(event.run()) && started.add(id)) {
        RunInfo run = below(event.run());
        open.put(id, new Open(run, listeners.wanting(run)));
        tell(open.get(id), new RunEvent.Start(run, start.input(), start.time()));
      }
      return;
    }
    Open known = open.get(id);
    if (known == null) {
      return;
    }
    RunInfo run = known.run;
    if (event instanceof RunEvent.Chunk chunk) {
      tell(known, new RunEvent.Chunk(run, chunk.chunk()));
    } else if (event instanceof RunEvent.Custom custom) {
      tell(known, new RunEvent.Custom(run, custom.name(), custom.payload()));
    } else {
      cancelBelow(id);
      open.remove(id);
      end(known, event);
    }
  }

  private boolean isBelowOpenRuns(RunInfo run) {
    return run.parentIds().stream().noneMatch(id -> started.contains(id) && !open.containsKey(id));
  }

  private void end(Open known, RunEvent event) {
    RunInfo run = known.run;
    if (event instanceof RunEvent.End end) {
      tell(known, new RunEvent.End(run, end.input(), end.lastRead(), end.output(), end.time()));
    } else if (event instanceof RunEvent.Failure failed) {
      tellSafely(known, new RunEvent.Failure(run, failed.failure(), failed.time()));
    } else if (event instanceof RunEvent.Cancel cancelled) {
      tellSafely(known, new RunEvent.Cancel(run, cancelled.time()));
    }
  }

  /** Puts a run below the one here. Those above it that nobody told of, if any, are left out. */
  private RunInfo below(RunInfo run) {
    List<UUID> parents = new ArrayList<>(above.parentIds());
    parents.add(above.id());
    run.parentIds().stream().filter(open::containsKey).forEach(parents::add);
    return new RunInfo(
        run.id(),
        List.copyOf(parents),
        run.name(),
        run.type(),
        run.tags(),
        run.metadata(),
        run.streamed(),
        run.cumulative());
  }

  /** Ends those that are open, since nobody will tell of their end any more. */
  void cancelAll() {
    cancelBelow(above.id());
  }

  private void cancelBelow(UUID id) {
    List<Open> runs = new ArrayList<>(open.values());
    Collections.reverse(runs);
    runs.sort(Comparator.comparingInt(run -> -run.run.parentIds().size()));
    for (Open run : runs) {
      if (run.run.parentIds().contains(id)) {
        open.remove(run.run.id());
        tellSafely(run, new RunEvent.Cancel(run.run, clock.now()));
      }
    }
  }

  private static void tell(Open run, RunEvent event) {
    @Nullable Throwable problem = new Delivery(run.entries, event, true).run();
    if (problem != null) {
      throw Failures.sneakyThrow(problem);
    }
  }

  private static void tellSafely(Open run, RunEvent event) {
    new Delivery(run.entries, event, false).run();
  }
}
