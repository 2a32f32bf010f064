package dev.runnel.serve;

import dev.runnel.serve.StreamStore.Ending;
import dev.runnel.serve.StreamStore.Recording;
import dev.runnel.serve.StreamStore.Wish;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the events of one run, until its store does not take one: from then on the run belongs to
 * its client again. Of two threads that find the store failing, one is told; whoever writes next
 * takes the loss, and tells the client. Thread-safe.
 */
final class KeptRun {
  private static final Logger LOG = System.getLogger(KeptRun.class.getName());

  /** Of a run that ends with its client. */
  static final KeptRun NONE = new KeptRun(null, "", "", "");

  private final @Nullable Resumable resumable;
  private final String name;
  private final String id;
  private final String refusal;
  private final AtomicReference<State> state;
  private final AtomicBoolean beating = new AtomicBoolean();

  /** How far keeping has come. */
  private sealed interface State {}

  /** Keeping is yet to begin: a client that leaves so early may come back as well. */
  private record ToBegin() implements State {}

  /** Events are kept. */
  private record Keeping(Recording recording) implements State {}

  /** An event was not kept, which the client does not know yet. */
  private record Lost(StreamStoreException why) implements State {}

  /** Nothing is kept any more, or nothing ever was. */
  private record Over() implements State {}

  private KeptRun(@Nullable Resumable resumable, String name, String id, String refusal) {
    this.resumable = resumable;
    this.name = name;
    this.id = id;
    this.refusal = refusal;
    this.state =
        new AtomicReference<>(resumable != null && refusal.isEmpty() ? new ToBegin() : new Over());
  }

  static KeptRun of(Resumable resumable, String name, String id) {
    return new KeptRun(resumable, name, id, "");
  }

  /** Of a run that could be kept, but for a reason that its client is told. */
  static KeptRun refused(Resumable resumable, String why) {
    return new KeptRun(resumable, "", "", why);
  }

  /** Begins, before the run does. */
  void begin(StreamedBody body, ServeOptions options) {
    if (resumable == null) {
      return;
    }
    if (!refusal.isEmpty()) {
      throw new StreamStoreException(refusal);
    }
    try {
      Recording recording = resumable.store().begin(name, id, resumable.terms(options));
      state.set(new Keeping(recording));
    } catch (RuntimeException notBegun) {
      state.set(new Over());
      throw notBegun;
    }
    resumable.opened(id, body);
  }

  /** Tells whether the run goes on where its client leaves. */
  boolean isKeeping() {
    State now = state.get();
    return now instanceof ToBegin || now instanceof Keeping;
  }

  /**
   * Keeps an event, if events are kept.
   *
   * @throws StreamStoreException if this one is the first that was not
   */
  void keep(byte[] event) {
    if (state.get() instanceof Keeping open) {
      try {
        open.recording().append(event);
      } catch (StreamStoreException notKept) {
        giveUp(open, notKept);
      }
    }
  }

  /**
   * Says that the run goes on, and returns what is wished of it.
   *
   * @throws StreamStoreException if it is found that events are not kept any more
   */
  Wish beat(boolean isHeard) {
    if (!(state.get() instanceof Keeping open) || !beating.compareAndSet(false, true)) {
      return Wish.GO_ON;
    }
    try {
      return open.recording().beat(isHeard);
    } catch (StreamStoreException unreachable) {
      giveUp(open, unreachable);
      return Wish.GO_ON;
    } finally {
      beating.set(false);
    }
  }

  /** Leaves it to the next write to tell that events are not kept. */
  void lose(StreamStoreException why) {
    state.set(new Lost(why));
  }

  private void giveUp(Keeping open, StreamStoreException why) {
    if (state.compareAndSet(open, new Lost(why))) {
      end(open.recording(), Ending.CUT);
      throw why;
    }
  }

  /** Returns why events are not kept any more, once, to whom tells the client. */
  @Nullable StreamStoreException takeLoss() {
    return state.get() instanceof Lost lost && state.compareAndSet(lost, new Over())
        ? lost.why()
        : null;
  }

  /** Says that all events are kept, if they are. */
  void end() {
    if (state.get() instanceof Keeping open && state.compareAndSet(open, new Over())) {
      end(open.recording(), Ending.WHOLE);
    }
  }

  /** Ends what has not ended. */
  void close() {
    if (state.getAndSet(new Over()) instanceof Keeping open) {
      end(open.recording(), Ending.CUT);
    }
    if (resumable != null) {
      resumable.closed(id);
    }
  }

  /** A stream whose end is not kept counts as lost after its lease. */
  private void end(Recording open, Ending how) {
    try {
      open.end(how);
    } catch (StreamStoreException unreachable) {
      LOG.log(Level.WARNING, () -> "The end of run " + id + " could not be kept.", unreachable);
    }
  }
}
