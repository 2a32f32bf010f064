package dev.runnel.engine.run;

import dev.runnel.event.RunInfo;
import dev.runnel.event.RunListener;
import dev.runnel.event.ScopedRunListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;

/** The listeners of a run and of the runs below it. Immutable, but for what was logged. */
public final class Listeners {
  /** No listeners. */
  public static final Listeners NONE = new Listeners(List.of());

  static final Entry[] NO_ENTRIES = {};

  private final List<Entry> entries;

  private Listeners(List<Entry> entries) {
    this.entries = entries;
  }

  /** Adds listeners; one that listens already is not added again. */
  public Listeners with(List<RunListener> added) {
    if (added.isEmpty()) {
      return this;
    }
    List<Entry> all = new ArrayList<>(entries);
    for (RunListener listener : added) {
      if (all.stream().noneMatch(entry -> entry.listener == listener)) {
        all.add(new Entry(listener));
      }
    }
    return new Listeners(List.copyOf(all));
  }

  /** Adds listeners of others; what they have logged already is not logged again. */
  Listeners with(Listeners added) {
    List<Entry> all = new ArrayList<>(entries);
    for (Entry other : added.entries) {
      if (all.stream().noneMatch(entry -> entry.listener == other.listener)) {
        all.add(other);
      }
    }
    return new Listeners(List.copyOf(all));
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Returns those that want the events of a run. */
  Entry[] wanting(RunInfo run) {
    return entries.stream()
        .filter(entry -> entry.answers(RunListener::wants, run, false))
        .toArray(Entry[]::new);
  }

  /** Returns those of the listeners to a run that want its chunks. */
  static Entry[] wantingChunks(Entry[] entries, RunInfo run) {
    Entry[] all =
        Arrays.stream(entries)
            .filter(entry -> entry.answers(RunListener::wantsChunks, run, false))
            .toArray(Entry[]::new);
    return all.length == entries.length ? entries : all;
  }

  /** Tells whether any of them wants what a run's chunks add up to. */
  boolean wantOutput(RunInfo run) {
    for (Entry entry : entries) {
      if (entry.answers(RunListener::wantsOutput, run, true)) {
        return true;
      }
    }
    return false;
  }

  /** Returns those that put something on the thread. */
  static Entry[] scoped(Entry[] entries) {
    for (Entry entry : entries) {
      if (entry.listener instanceof ScopedRunListener) {
        return Arrays.stream(entries)
            .filter(each -> each.listener instanceof ScopedRunListener)
            .toArray(Entry[]::new);
      }
    }
    return NO_ENTRIES;
  }

  /** A listener, whose first exception is logged. */
  static final class Entry {
    private static final System.Logger LOGGER = System.getLogger("dev.runnel");

    final RunListener listener;
    private final AtomicBoolean hasThrown = new AtomicBoolean();

    Entry(RunListener listener) {
      this.listener = listener;
    }

    /** Asks it about a run; whoever throws is taken to have answered otherwise. */
    private boolean answers(
        BiPredicate<RunListener, RunInfo> question, RunInfo run, boolean otherwise) {
      try {
        return question.test(listener, run);
      } catch (Throwable thrown) {
        threw(thrown);
        return otherwise;
      }
    }

    void threw(Throwable thrown) {
      if (hasThrown.compareAndSet(false, true)) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "The listener "
                + listener.getClass().getName()
                + " threw. The run goes on; what the listener throws from now on is not logged.",
            thrown);
      }
    }
  }
}
