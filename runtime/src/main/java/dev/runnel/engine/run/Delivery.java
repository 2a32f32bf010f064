package dev.runnel.engine.run;

import dev.runnel.event.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to several listeners.
 *
 * <p>What one of them does may cause further events at once, as closing the run does. Before such
 * an event goes to anybody, those who still wait for this one get it: so all hear the events in one
 * order. Of one thread.
 */
final class Delivery {
  /** The event that this thread delivers now; the listener that it has got to is inside. */
  private static final ThreadLocal<@Nullable Delivery> CURRENT = new ThreadLocal<>();

  private final Listeners.Entry[] entries;
  private final RunEvent event;
  private final boolean mayFail;
  private int next;
  private @Nullable Throwable problem;

  /**
   * Makes a delivery.
   *
   * @param mayFail whether what a listener throws can make the run fail
   */
  Delivery(Listeners.Entry[] entries, RunEvent event, boolean mayFail) {
    this.entries = entries;
    this.event = event;
    this.mayFail = mayFail;
  }

  /** Tells whether this thread is delivering an event, so that a listener is inside. */
  static boolean isOnThisThread() {
    return CURRENT.get() != null;
  }

  /** Delivers the event; returns what the first listener threw whose exceptions count, or null. */
  @Nullable Throwable run() {
    @Nullable Delivery outer = CURRENT.get();
    if (outer != null) {
      outer.deliverRest();
    }
    CURRENT.set(this);
    try {
      deliverRest();
    } finally {
      CURRENT.set(outer);
    }
    return problem;
  }

  private void deliverRest() {
    while (next < entries.length) {
      Listeners.Entry entry = entries[next++];
      try {
        deliver(entry);
      } catch (Throwable thrown) {
        if (!mayFail || !entry.listener.failOnError()) {
          entry.threw(thrown);
        } else if (problem == null) {
          problem = thrown;
        }
      }
    }
  }

  private void deliver(Listeners.Entry entry) {
    if (event instanceof RunEvent.Chunk chunk) {
      entry.listener.onChunk(chunk);
    } else if (event instanceof RunEvent.Start start) {
      entry.listener.onStart(start);
    } else if (event instanceof RunEvent.End end) {
      entry.listener.onEnd(end);
    } else if (event instanceof RunEvent.Failure error) {
      entry.listener.onError(error);
    } else if (event instanceof RunEvent.Cancel cancel) {
      entry.listener.onCancel(cancel);
    } else if (event instanceof RunEvent.Custom custom) {
      entry.listener.onCustom(custom);
    }
  }
}
