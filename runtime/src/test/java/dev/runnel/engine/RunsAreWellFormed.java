package dev.runnel.engine;

import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Listens to all runs of each test, where the system property {@code runnel.watch} is set, and
 * checks that each run that started has ended once, within its parent.
 */
public final class RunsAreWellFormed implements BeforeEachCallback, AfterEachCallback {
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private Checker checker = new Checker();

  @Override
  public void beforeEach(ExtensionContext test) {
    if (Boolean.getBoolean("runnel.watch")) {
      checker = new Checker();
      Listeners.hearEverywhere(checker);
    }
  }

  @Override
  public void afterEach(ExtensionContext test) throws InterruptedException {
    Listeners.hearEverywhere();
    checker.check();
  }

  private static final class Checker implements RunListener {
    private final Map<UUID, RunInfo> open = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    synchronized void check() throws InterruptedException {
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (!open.isEmpty() && System.nanoTime() < end) {
        wait(100);
      }
      if (!open.isEmpty()) {
        problems.add("These runs have not ended: " + open.values());
      }
      if (!problems.isEmpty()) {
        throw new AssertionError(String.join("\n", problems));
      }
    }

    @Override
    public synchronized void onStart(RunEvent.Start event) {
      RunInfo run = event.run();
      if (open.put(run.id(), run) != null) {
        problems.add(run + " started twice.");
      }
      for (UUID parent : run.parentIds()) {
        if (!open.containsKey(parent)) {
          problems.add(run + " started outside of a run above it.");
        }
      }
    }

    @Override
    public synchronized void onChunk(RunEvent.Chunk event) {
      if (!open.containsKey(event.run().id())) {
        problems.add(event.run() + " gave a chunk, but was not open.");
      }
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
      RunInfo run = event.run();
      if (open.remove(run.id()) == null) {
        problems.add(run + " ended, but was not open: " + event);
      }
      for (RunInfo other : open.values()) {
        if (other.parentIds().contains(run.id())) {
          problems.add(run + " ended before " + other + " below it.");
        }
      }
      notifyAll();
    }
  }
}
