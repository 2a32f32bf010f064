package dev.runnel.compose;

import dev.runnel.engine.RunChecker;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import java.util.ArrayList;
import java.util.List;

/** Records events as lines: the depth as dots, what happened, the run's name and own tags. */
public final class Tape implements RunListener {
  private final List<String> lines = new ArrayList<>();
  private final RunChecker checker = new RunChecker();
  private final boolean chunks;

  private Tape(boolean chunks) {
    this.chunks = chunks;
  }

  /** Records chunks too. */
  public static Tape withChunks() {
    return new Tape(true);
  }

  /** Records no chunks. */
  public static Tape withoutChunks() {
    return new Tape(false);
  }

  /** Returns what happened. */
  public synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Returns what was wrong with the order of the events, with the runs that never ended. */
  public List<String> faults() {
    return checker.problems();
  }

  private synchronized void add(RunInfo run, String what) {
    lines.add(".".repeat(run.parentIds().size()) + what + " " + run.name() + run.tags());
  }

  @Override
  public synchronized void onStart(RunEvent.Start event) {
    checker.onStart(event);
    add(event.run(), "start");
  }

  @Override
  public synchronized void onChunk(RunEvent.Chunk event) {
    checker.onChunk(event);
    if (chunks) {
      add(event.run(), event.chunk() + " from");
    }
  }

  @Override
  public synchronized void onEnd(RunEvent.End event) {
    checker.onEnd(event);
    add(event.run(), "end " + event.output() + " of");
  }

  @Override
  public synchronized void onError(RunEvent.Failure event) {
    checker.onError(event);
    add(event.run(), "error " + event.failure().getMessage() + " of");
  }

  @Override
  public synchronized void onCancel(RunEvent.Cancel event) {
    checker.onCancel(event);
    add(event.run(), "cancel");
  }
}
