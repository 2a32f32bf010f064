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
   * chunk that a step passes on comes first from the step that it reads. Parallel steps may give
   * the same object, in whatever order.
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

  /**
   * A step that gave a chunk before an earlier one gave the same: wrong if it reads that one, all
   * right if the two are parallel.
   */
  private record Suspect(int index, Seen giver, Seen passing) {}

  /** What is known of a run while its events are read. */
  private static final class Seen {
    private final RunInfo run;
    private final List<Object> chunks = new ArrayList<>();
    private @Nullable Object input;
    private @Nullable Object lastRead;
    private @Nullable Object output;
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

    @Nullable Object lastChunk() {
      return chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
    }

    /** Tells whether this is a later step of the same chain. */
    boolean comesAfter(Seen other) {
      return run.parentIds().equals(other.run.parentIds())
          && other.place() > 0
          && other.place() < place();
    }

    /** Tells whether a step may have read a value here: a step before it, or the chain's input. */
    boolean mayHaveGivenTo(Seen step, Object value) {
      if (step.comesAfter(this)) {
        return output == value || gave(value);
      }
      // an input that comes chunk by chunk is never told
      return isParentOf(step) && (input == null || input == value);
    }

    private boolean isParentOf(Seen step) {
      List<UUID> parents = step.run.parentIds();
      return !parents.isEmpty() && parents.get(parents.size() - 1).equals(run.id());
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
    private final List<Suspect> suspects = new ArrayList<>();

    Checker(List<RunEvent> events) {
      this.events = events;
    }

    void check(int index, RunEvent event) {
      RunInfo run = event.run();
      if (event instanceof RunEvent.Start start) {
        Seen started = new Seen(run);
        started.input = start.input();
        if (runs.put(run.id(), started) != null) {
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
        noteEarlierGivers(index, seen, chunk.chunk());
        seen.chunks.add(chunk.chunk());
        checkLastStep(index, seen);
      } else if (isTerminal(event)) {
        seen.over = true;
        if (event instanceof RunEvent.End end) {
          seen.lastRead = end.lastRead();
          seen.output = end.output();
        }
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
          .filter(step -> step.place() > 0 && chain.isParentOf(step))
          .max(Comparator.comparingInt(Seen::place))
          .filter(Seen::tellsChunks)
          .ifPresent(
              last -> {
                if (last.chunks.size() < chain.chunks.size()) {
                  throw wrong(index, last.run + " has not given this chunk yet");
                }
              });
    }

    /** Notes which later steps have given the same chunk already. */
    private void noteEarlierGivers(int index, Seen giver, Object chunk) {
      if (mayBeSharedByChance(chunk) || giver.gave(chunk)) {
        return;
      }
      for (Seen other : runs.values()) {
        if (other.comesAfter(giver) && other.gave(chunk)) {
          suspects.add(new Suspect(index, giver, other));
        }
      }
    }

    private static boolean mayBeSharedByChance(Object chunk) {
      return chunk instanceof String
          || chunk instanceof Number
          || chunk instanceof Boolean
          || chunk instanceof Character
          || chunk instanceof Enum<?>;
    }

    /**
     * Tells whether a step has read another one. Events do not tell the graph: what the step read
     * last must be what the other gave last, and nothing else before the step has given that.
     */
    private boolean reads(Seen step, Seen other) {
      Object read = step.lastRead;
      return read != null
          && read == other.lastChunk()
          && runs.values().stream()
              .noneMatch(source -> source != other && source.mayHaveGivenTo(step, read));
    }

    void checkEnd() {
      for (Seen seen : runs.values()) {
        if (!seen.over) {
          throw wrong(events.size(), seen.run + " has not ended");
        }
      }
      for (Suspect suspect : suspects) {
        if (reads(suspect.passing(), suspect.giver())) {
          throw wrong(
              suspect.index(),
              suspect.passing().run + " has given this chunk already, but it comes from here");
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
