package dev.runnel.engine;

import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Checks of all runs that it hears, event by event, that each one that starts ends once, within its
 * parent, and that no event stands before one that caused it. Thread-safe.
 */
public final class RunChecker implements RunListener {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int MAX_PROBLEMS = 20;

  private final Map<UUID, Heard> runs = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final Duration patience;
  private int open;

  /** Makes a checker that waits ten seconds for runs that have not ended. */
  public RunChecker() {
    this(PATIENCE);
  }

  RunChecker(Duration patience) {
    this.patience = patience;
  }

  /** Tells whether the tests are to be watched. */
  static boolean isWanted() {
    return Boolean.getBoolean("runnel.watch");
  }

  /** Waits until all runs have ended, and fails if anything was wrong. */
  synchronized void check() throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (open > 0 && System.nanoTime() < end) {
      wait(10);
    }
    List<String> all = problems();
    if (!all.isEmpty()) {
      throw new AssertionError(String.join("\n", all));
    }
  }

  /** Returns what is wrong so far, with the runs that have not ended. */
  public synchronized List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    runs.values().stream()
        .filter(heard -> !heard.over)
        .forEach(heard -> all.add(heard.run + " has not ended."));
    return all;
  }

  private void wrong(String problem) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  // ---- what is heard

  @Override
  public synchronized void onStart(RunEvent.Start event) {
    RunInfo run = event.run();
    for (UUID above : run.parentIds()) {
      if (!isOpen(above)) {
        wrong(run + " started outside of a run above it.");
      }
    }
    Heard parent = run.isRoot() ? null : runs.get(run.parentIds().get(run.parentIds().size() - 1));
    if (runs.put(run.id(), new Heard(run, parent, event.input())) != null) {
      wrong(run + " started twice.");
    }
    open++;
  }

  private boolean isOpen(UUID id) {
    Heard heard = runs.get(id);
    return heard != null && !heard.over;
  }

  @Override
  public synchronized void onChunk(RunEvent.Chunk event) {
    Heard giver = heard(event, "gave a chunk");
    if (giver != null) {
      giver.chunk(event.chunk(), this::wrong);
    }
  }

  @Override
  public synchronized void onCustom(RunEvent.Custom event) {
    heard(event, "told '" + event.name() + "'");
  }

  @Override
  public void onEnd(RunEvent.End event) {
    over(event);
  }

  @Override
  public void onError(RunEvent.Failure event) {
    over(event);
  }

  @Override
  public void onCancel(RunEvent.Cancel event) {
    over(event);
  }

  private synchronized void over(RunEvent event) {
    Heard heard = heard(event, "ended");
    if (heard == null) {
      return;
    }
    if (event instanceof RunEvent.End end) {
      heard.ended(end.lastRead(), this::wrong);
    }
    heard.over = true;
    open--;
    if (heard.parent != null) {
      heard.parent.openChildren--;
    }
    if (heard.openChildren > 0) {
      wrong(heard.run + " ended before " + heard.openChildren + " of the runs below it.");
    }
    if (heard.run.isRoot()) {
      runs.keySet().removeAll(heard.tree.runs);
    }
    notifyAll();
  }

  /** Returns what is known of an event's run; null, and says so, if it is not open. */
  private Heard heard(RunEvent event, String what) {
    Heard heard = runs.get(event.run().id());
    if (heard == null || heard.over) {
      wrong(event.run() + " " + what + ", but was not open.");
      return null;
    }
    return heard;
  }

  /** What all runs of one root have in common. */
  private static final class Tree {
    /** How many chunks are remembered: more than ever lie between two steps. */
    private static final int REMEMBERED = 1_000;

    private final List<UUID> runs = new ArrayList<>();
    private final Deque<Object> chunks = new ArrayDeque<>();
    private final Map<Object, List<Heard>> givers = new IdentityHashMap<>();
    private final List<Suspect> suspects = new ArrayList<>();

    List<Heard> giversOf(Object chunk) {
      return givers.computeIfAbsent(
          chunk,
          added -> {
            chunks.add(added);
            if (chunks.size() > REMEMBERED) {
              givers.remove(chunks.remove());
            }
            return new ArrayList<>();
          });
    }
  }

  /**
   * A step that gave a chunk before an earlier one gave the same: wrong if it reads that one, all
   * right if the two are parallel.
   */
  private record Suspect(Heard giver, Heard passing) {}

  /** What was heard of one run. */
  private static final class Heard {
    private static final String PLACE = "seq:step:";
    private static final String KEY = "map:key:";

    private final RunInfo run;
    private final Heard parent;
    private final Tree tree;
    private final Object input;
    private final int place;
    private final Map<String, Heard> branches = new HashMap<>();
    private final Map<String, Integer> branchChunks = new HashMap<>();
    private Heard lastStep;
    private Object lastChunk;
    private int openChildren;
    private long chunks;
    private boolean over;

    Heard(RunInfo run, Heard parent, Object input) {
      this.run = run;
      this.input = input;
      this.parent = parent;
      this.tree = parent == null ? new Tree() : parent.tree;
      this.place = ownTag(PLACE).isEmpty() ? 0 : Integer.parseInt(ownTag(PLACE));
      tree.runs.add(run.id());
      if (parent != null) {
        parent.child(this);
      }
    }

    private String ownTag(String prefix) {
      return run.tags().stream()
          .filter(tag -> tag.startsWith(prefix))
          .map(tag -> tag.substring(prefix.length()))
          .findFirst()
          .orElse("");
    }

    private void child(Heard child) {
      openChildren++;
      if (child.place > 0 && (lastStep == null || child.place >= lastStep.place)) {
        lastStep = child;
      }
      if (!child.ownTag(KEY).isEmpty()) {
        branches.put(child.ownTag(KEY), child);
      }
    }

    /** Tells whether all that the run gives is heard. */
    private boolean tellsChunks() {
      return switch (run.type()) {
        case CHAIN, PARSER, CHAT_MODEL, LLM -> run.streamed();
        case PROMPT, RETRIEVER, TOOL -> false;
      };
    }

    void chunk(Object chunk, Consumer<String> wrong) {
      chunks++;
      lastChunk = chunk;
      if (lastStep != null && lastStep.tellsChunks() && lastStep.chunks < chunks) {
        wrong.accept(run + " gave a chunk before " + lastStep.run + ", its last step.");
      }
      if (chunk instanceof Map<?, ?> map && map.size() == 1) {
        branchChunk(String.valueOf(map.keySet().iterator().next()), wrong);
      }
      if (!isLikelyShared(chunk)) {
        passedOn(tree.giversOf(chunk), wrong);
      }
    }

    private void branchChunk(String key, Consumer<String> wrong) {
      Heard branch = branches.get(key);
      if (branch != null
          && branch.tellsChunks()
          && branchChunks.merge(key, 1, Integer::sum) > branch.chunks) {
        wrong.accept(run + " gave a chunk of '" + key + "' before " + branch.run + " did.");
      }
    }

    private void passedOn(List<Heard> givers, Consumer<String> wrong) {
      if (givers.contains(this)) {
        return;
      }
      for (Heard other : givers) {
        if (run.parentIds().contains(other.run.id())) {
          wrong.accept(other.run + " gave a chunk that it got from " + run + " before that did.");
        } else if (isEarlierStepThan(other)) {
          tree.suspects.add(new Suspect(this, other));
        }
      }
      givers.add(this);
    }

    private boolean isEarlierStepThan(Heard other) {
      return parent == other.parent && place > 0 && place < other.place;
    }

    /**
     * Looks, now that it is known what the run has read last, whether it has read those whose
     * chunks it gave too early. Events do not tell the graph: what it read must come from there
     * alone.
     */
    void ended(Object lastRead, Consumer<String> wrong) {
      for (Suspect suspect : tree.suspects) {
        Heard giver = suspect.giver();
        if (suspect.passing() == this
            && lastRead != null
            && lastRead == giver.lastChunk
            && lastRead != parent.input
            && tree.giversOf(lastRead).stream()
                .noneMatch(other -> other != giver && other.isEarlierStepThan(this))) {
          wrong.accept(run + " gave a chunk that it got from " + giver.run + " before that did.");
        }
      }
    }

    /** Tells whether two runs may give the same object by chance. */
    private static boolean isLikelyShared(Object chunk) {
      return chunk instanceof String
          || chunk instanceof Number
          || chunk instanceof Boolean
          || chunk instanceof Character
          || chunk instanceof Enum<?>
          || chunk instanceof List<?>;
    }
  }
}
