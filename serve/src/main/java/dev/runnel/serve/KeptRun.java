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
 * its client again. Of two threads that find the store failing, one is told. Thread-safe.
 */
final class KeptRun {
  private static final Logger LOG = System.getLogger(KeptRun.class.getName());

  /** Of a run that ends with its client. */
  static final KeptRun NONE = new KeptRun(null, "", "", "");

  private final @Nullable Resumable resumable;
  private final String name;
  private final String id;
  private final String refusal;
  private final AtomicReference<@Nullable Recording> recording = new AtomicReference<>();
  private final AtomicBoolean beating = new AtomicBoolean();

  /** Whether keeping is yet to begin: a client that leaves so early may come back as well. */
  private volatile boolean isToBegin;

  private KeptRun(@Nullable Resumable resumable, String name, String id, String refusal) {
    this.resumable = resumable;
    this.name = name;
    this.id = id;
    this.refusal = refusal;
    this.isToBegin = resumable != null && refusal.isEmpty();
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
      recording.set(resumable.store().begin(name, id, resumable.terms(options)));
    } finally {
      isToBegin = false;
    }
    resumable.opened(id, body);
  }

  /** Tells whether the run goes on where its client leaves. */
  boolean isKeeping() {
    return isToBegin || recording.get() != null;
  }

  void keep(byte[] event) {
    @Nullable Recording open = recording.get();
    if (open != null) {
      try {
        open.append(event);
      } catch (StreamStoreException notKept) {
        giveUp(open, notKept);
      }
    }
  }

  /** Says that the run goes on, and returns what is wished of it. */
  Wish beat(boolean isHeard) {
    @Nullable Recording open = recording.get();
    if (open == null || !beating.compareAndSet(false, true)) {
      return Wish.GO_ON;
    }
    try {
      return open.beat(isHeard);
    } catch (StreamStoreException unreachable) {
      giveUp(open, unreachable);
      return Wish.GO_ON;
    } finally {
      beating.set(false);
    }
  }

  private void giveUp(Recording open, StreamStoreException why) {
    if (recording.compareAndSet(open, null)) {
      end(open, Ending.CUT);
      throw why;
    }
  }

  /** Says that all events are kept. */
  void end() {
    @Nullable Recording open = recording.getAndSet(null);
    if (open != null) {
      end(open, Ending.WHOLE);
    }
  }

  /** Ends what has not ended. */
  void close() {
    isToBegin = false;
    @Nullable Recording open = recording.getAndSet(null);
    if (open != null) {
      end(open, Ending.CUT);
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
