package dev.runnel.testkit;

import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.StreamEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks what must be true of the events of any run. */
public final class EventAssertions {
  private EventAssertions() {}

  /**
   * Checks a stream of events.
   *
   * @param events all events of one or more roots, unfiltered, in their order
   * @throws AssertionError if they are not well formed
   * @see #assertWellFormed
   */
  public static void assertStreamWellFormed(List<StreamEvent> events) {
    assertWellFormed(events.stream().map(StreamEvent::source).toList());
  }

  /**
   * Checks that each started run has ended exactly once, that nothing of a run stands outside of
   * its start and its end, that children start and end within their parents, and that no chunk
   * stands before its cause: the nth chunk of a chain comes after the nth of its last step, and a
   * chunk that is passed on comes from the earlier step first.
   *
   * @param events all events of one or more roots, unfiltered, in their order
   * @throws AssertionError if not; it shows the events
   */
  public static void assertWellFormed(List<RunEvent> events) {
    Checker checker = new Checker(events);
    for (int i = 0; i < events.size(); i++) {
      checker.check(i, events.get(i));
    }
    checker.checkEnd();
  }

  static int openRuns(List<RunEvent> events) {
    int open = 0;
    for (RunEvent event : events) {
      if (event instanceof RunEvent.Start) {
        open++;
      } else if (isTerminal(event)) {
        open--;
      }
    }
    return open;
  }

  private static boolean isTerminal(RunEvent event) {
    return event instanceof RunEvent.End
        || event instanceof RunEvent.Failure
        || event instanceof RunEvent.Cancel;
  }

  /** What is known of a run while its events are read. */
  private static final class Seen {
    private final RunInfo run;
    private final List<Object> chunks = new ArrayList<>();
    private boolean over;

    Seen(RunInfo run) {
      this.run = run;
    }

    /** Returns the run's place in its sequence; 0 if it has none. */
    int place() {
      String prefix = "seq:step:";
      return run.tags().stream()
          .filter(tag -> tag.startsWith(prefix))
          .mapToInt(tag -> Integer.parseInt(tag.substring(prefix.length())))
          .findFirst()
          .orElse(0);
    }

    boolean gave(Object chunk) {
      return chunks.stream().anyMatch(known -> known == chunk);
    }

    /** Tells whether all that the run gives is heard. */
    boolean tellsChunks() {
      return switch (run.type()) {
        case CHAIN, PARSER, CHAT_MODEL, LLM -> run.streamed();
        case PROMPT, RETRIEVER, TOOL -> false;
      };
    }
  }

  private static final class Checker {
    private final List<RunEvent> events;
    private final Map<UUID, Seen> runs = new HashMap<>();

    Checker(List<RunEvent> events) {
      this.events = events;
    }

    void check(int index, RunEvent event) {
      RunInfo run = event.run();
      if (event instanceof RunEvent.Start) {
        if (runs.put(run.id(), new Seen(run)) != null) {
          throw wrong(index, "the run has started before");
        }
        checkParentIsOpen(index, run);
        checkNoChildIsThere(index, run);
        return;
      }
      @Nullable Seen seen = runs.get(run.id());
      if (seen == null) {
        throw wrong(index, "the run has not started");
      }
      if (seen.over) {
        throw wrong(index, "the run is over");
      }
      if (event instanceof RunEvent.Chunk chunk) {
        checkCause(index, seen, chunk.chunk());
        seen.chunks.add(chunk.chunk());
        checkLastStep(index, seen);
      } else if (isTerminal(event)) {
        seen.over = true;
        checkChildrenAreOver(index, run);
      }
    }

    private void checkParentIsOpen(int index, RunInfo run) {
      if (!run.isRoot()) {
        @Nullable Seen parent = runs.get(run.parentIds().get(run.parentIds().size() - 1));
        if (parent != null && parent.over) {
          throw wrong(index, "its parent is over");
        }
      }
    }

    /** A run above may not be heard at all, but if it is, it starts first. */
    private void checkNoChildIsThere(int index, RunInfo run) {
      for (Seen other : runs.values()) {
        if (other.run.parentIds().contains(run.id())) {
          throw wrong(index, other.run + " below it has started before");
        }
      }
    }

    private void checkChildrenAreOver(int index, RunInfo run) {
      for (Seen other : runs.values()) {
        if (!other.over && other.run.parentIds().contains(run.id())) {
          throw wrong(index, other.run + " below it is not over");
        }
      }
    }

    /** Checks that the last step of a chain has given as many chunks as the chain itself. */
    private void checkLastStep(int index, Seen chain) {
      runs.values().stream()
          .filter(step -> step.place() > 0 && isChild(step.run, chain.run))
          .max(Comparator.comparingInt(Seen::place))
          .filter(Seen::tellsChunks)
          .ifPresent(
              last -> {
                if (last.chunks.size() < chain.chunks.size()) {
                  throw wrong(index, last.run + " has not given this chunk yet");
                }
              });
    }

    private static boolean isChild(RunInfo step, RunInfo chain) {
      List<UUID> parents = step.parentIds();
      return !parents.isEmpty() && parents.get(parents.size() - 1).equals(chain.id());
    }

    /**
     * Checks that whoever passes the same chunk on has not done so already. Texts and numbers may
     * be the same object by chance.
     */
    private void checkCause(int index, Seen giver, Object chunk) {
      if (chunk instanceof String || chunk instanceof Number || chunk instanceof Boolean) {
        return;
      }
      if (giver.gave(chunk)) {
        return;
      }
      for (Seen other : runs.values()) {
        if (other != giver && comesAfter(giver, other) && other.gave(chunk)) {
          throw wrong(index, other.run + " has given this chunk already, but it comes from here");
        }
      }
    }

    private static boolean comesAfter(Seen giver, Seen other) {
      if (giver.run.parentIds().contains(other.run.id())) {
        return true;
      }
      return giver.run.parentIds().equals(other.run.parentIds())
          && giver.place() > 0
          && giver.place() < other.place();
    }

    void checkEnd() {
      for (Seen seen : runs.values()) {
        if (!seen.over) {
          throw wrong(events.size(), seen.run + " has not ended");
        }
      }
    }

    private AssertionError wrong(int index, String why) {
      StringBuilder text = new StringBuilder("Event " + index + " is wrong: " + why + ". Events:");
      for (int i = 0; i < events.size(); i++) {
        RunEvent event = events.get(i);
        text.append(i == index ? "\n> " : "\n  ");
        text.append(i).append(' ').append(event.getClass().getSimpleName()).append(' ');
        text.append(event.run()).append(' ').append(event.run().id());
      }
      return new AssertionError(text.toString());
    }
  }
}
