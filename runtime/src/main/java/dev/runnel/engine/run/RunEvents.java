package dev.runnel.engine.run;

import dev.runnel.RunClock;
import dev.runnel.RunTimeoutException;
import dev.runnel.annotations.RunType;
import dev.runnel.engine.stream.Failures;
import dev.runnel.event.RunEvent;
import dev.runnel.event.RunInfo;
import dev.runnel.event.RunScope;
import dev.runnel.event.ScopedRunListener;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the listeners that want them of the events of one run: a start, then anything, then one
 * end. Thread-safe: all calls of a scope's runs take the same lock.
 */
public final class RunEvents {
  private final RunInfo info;
  private final Listeners.Entry[] entries;
  private final EventLock lock;

  /** Those that are told of chunks; none where the kind of run has no chunk events. */
  private final Listeners.Entry[] ofChunks;

  private final boolean isSummed;
  private final RunClock clock;
  private final Listeners listeners;
  private @Nullable RelayedRuns relayed;

  /** Those that put something on the thread while the code of the run is called. */
  private final Listeners.Entry[] scoped;

  private volatile boolean open = true;

  private RunEvents(Run run, RunInfo info, EventLock lock) {
    this.info = info;
    this.listeners = run.listeners();
    this.entries = listeners.wanting(info);
    this.lock = lock;
    this.clock = run.clock();
    this.ofChunks =
        notifiesOfChunks(info) ? Listeners.wantingChunks(entries, info) : Listeners.NO_ENTRIES;
    this.isSummed = listeners.wantOutput(info);
    this.scoped = Listeners.scoped(entries);
  }

  /** Makes the events of a run. The caller holds the lock. */
  public static RunEvents of(Run run, boolean cumulative, EventLock lock) {
    RunEvents events = new RunEvents(run, run.info(cumulative), lock);
    run.notifyThrough(events);
    return events;
  }

  private static boolean notifiesOfChunks(RunInfo run) {
    return switch (run.type()) {
      case CHAT_MODEL, LLM -> true;
      case CHAIN, PARSER -> run.streamed();
      case RETRIEVER, TOOL -> run.streamed() && run.isRoot();
      case PROMPT -> false;
    };
  }

  public boolean isOpen() {
    return open;
  }

  public RunType type() {
    return info.type();
  }

  /** Tells whether anybody listens to chunks; an event that nobody wants is not even made. */
  public boolean hasChunks() {
    return ofChunks.length > 0;
  }

  /** Tells whether anybody wants to know what the chunks add up to. */
  public boolean isSummed() {
    return isSummed;
  }

  /** Tells whether anybody puts something on the thread. */
  public boolean hasScopes() {
    return scoped.length > 0;
  }

  /** Makes room for what {@link #openScopes} opens, by one pipeline of the run. */
  public @Nullable RunScope[] noScopes() {
    return new @Nullable RunScope[scoped.length];
  }

  /**
   * Puts on this thread what the code of the run is to find there.
   *
   * @param scopes what was opened the last time, to be opened again where that can be; null where a
   *     listener has opened nothing
   */
  public void openScopes(@Nullable RunScope[] scopes) {
    for (int i = 0; i < scoped.length; i++) {
      try {
        @Nullable RunScope known = scopes[i];
        if (known == null || !known.reopen()) {
          scopes[i] = ((ScopedRunListener) scoped[i].listener).openScope(info);
        }
      } catch (Throwable thrown) {
        scopes[i] = null;
        scoped[i].threw(thrown);
      }
    }
  }

  /** Puts back what was on this thread before. */
  public void closeScopes(@Nullable RunScope[] scopes) {
    for (int i = scoped.length - 1; i >= 0; i--) {
      @Nullable RunScope scope = scopes[i];
      try {
        if (scope != null) {
          scope.close();
        }
      } catch (Throwable thrown) {
        scopes[i] = null;
        scoped[i].threw(thrown);
      }
    }
  }

  public void started(@Nullable Object input) {
    if (entries.length > 0) {
      notifyListeners(entries, new RunEvent.Start(info, input, clock.now()));
    }
  }

  public void chunk(Object chunk) {
    if (ofChunks.length > 0) {
      RunEvent.Chunk event = new RunEvent.Chunk(info, chunk);
      if (ofChunks.length == 1) {
        notifyOne(ofChunks[0], event);
      } else {
        notifyListeners(ofChunks, event);
      }
    }
  }

  /** Says that the run ended; its last event, and what a listener throws goes on. */
  public void ended(@Nullable Object input, @Nullable Object lastRead, @Nullable Object output) {
    end();
    if (entries.length > 0) {
      notifyListeners(entries, new RunEvent.End(info, input, lastRead, output, clock.now()));
    }
  }

  /**
   * Says that the run failed, or was cancelled where it reached a limit of its own; a listener
   * cannot make it fail once more.
   */
  public void failed(Throwable failure) {
    if (failure instanceof RunTimeoutException timeout && timeout.runId().equals(info.id())) {
      cancelled();
      return;
    }
    end();
    if (entries.length > 0) {
      notifySafely(new RunEvent.Failure(info, failure, clock.now()));
    }
  }

  public void cancelled() {
    end();
    if (entries.length > 0) {
      notifySafely(new RunEvent.Cancel(info, clock.now()));
    }
  }

  public void custom(String name, Object payload) {
    lock.lock();
    try {
      if (open && entries.length > 0) {
        notifyListeners(entries, new RunEvent.Custom(info, name, payload));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Passes on an event of a run that takes place elsewhere, below this one. */
  void relay(RunEvent event) {
    lock.lock();
    try {
      if (open) {
        if (relayed == null) {
          relayed = new RelayedRuns(listeners, info, clock);
        }
        relayed.relay(event);
      }
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    open = false;
    if (relayed != null) {
      relayed.cancelAll();
    }
  }

  private static void notifyOne(Listeners.Entry entry, RunEvent.Chunk event) {
    try {
      entry.listener.onChunk(event);
    } catch (Throwable thrown) {
      if (entry.listener.failOnError()) {
        throw thrown;
      }
      entry.threw(thrown);
    }
  }

  private static void notifyListeners(Listeners.Entry[] told, RunEvent event) {
    @Nullable Throwable problem = new Delivery(told, event, true).run();
    if (problem != null) {
      throw Failures.sneakyThrow(problem);
    }
  }

  /** Notifies of an end that a listener cannot make fail. */
  private void notifySafely(RunEvent event) {
    new Delivery(entries, event, false).run();
  }
}
