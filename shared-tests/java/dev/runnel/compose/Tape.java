package dev.runnel.compose;

import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Records events as lines: the depth as dots, what happened, the run's name and own tags. */
public final class Tape implements RunListener {
  private final List<String> lines = new ArrayList<>();
  private final Map<UUID, String> ends = new LinkedHashMap<>();
  private final Map<UUID, RunInfo> runs = new LinkedHashMap<>();
  private final List<String> faults = new ArrayList<>();
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

  /** Returns what was wrong with the order of the events: runs that ended twice, or never. */
  public synchronized List<String> faults() {
    List<String> all = new ArrayList<>(faults);
    runs.forEach(
        (id, run) -> {
          if (!ends.containsKey(id)) {
            all.add(run + " never ended");
          }
        });
    return all;
  }

  private void add(RunInfo run, String what) {
    lines.add(".".repeat(run.parentIds().size()) + what + " " + run.name() + run.tags());
  }

  private void end(RunInfo run, String what) {
    if (ends.putIfAbsent(run.id(), what) != null) {
      faults.add(run + " ended twice");
    }
    for (RunInfo other : runs.values()) {
      if (!ends.containsKey(other.id()) && other.parentIds().contains(run.id())) {
        faults.add(run + " ended before its child " + other);
      }
    }
    add(run, what);
  }

  @Override
  public synchronized void onStart(RunEvent.Start event) {
    runs.put(event.run().id(), event.run());
    for (UUID parent : event.run().parentIds()) {
      if (!runs.containsKey(parent)) {
        faults.add(event.run() + " started before its parent");
      }
      if (ends.containsKey(parent)) {
        faults.add(event.run() + " started after its parent's end");
      }
    }
    add(event.run(), "start");
  }

  @Override
  public synchronized void onChunk(RunEvent.Chunk event) {
    if (ends.containsKey(event.run().id())) {
      faults.add(event.run() + " gave a chunk after its end");
    }
    if (chunks) {
      add(event.run(), event.chunk() + " from");
    }
  }

  @Override
  public synchronized void onEnd(RunEvent.End event) {
    end(event.run(), "end " + event.output() + " of");
  }

  @Override
  public synchronized void onError(RunEvent.Failure event) {
    end(event.run(), "error " + event.failure().getMessage() + " of");
  }

  @Override
  public synchronized void onCancel(RunEvent.Cancel event) {
    end(event.run(), "cancel");
  }
}
