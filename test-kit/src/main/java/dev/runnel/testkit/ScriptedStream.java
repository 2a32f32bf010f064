package dev.runnel.testkit;

import dev.runnel.ChunkStream;
import dev.runnel.StepException;
import dev.runnel.StreamClosedException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Plays one script. One thread reads; any thread may close, which ends a wait at once.
 *
 * <p>Who closes first makes the closing visible, then wakes the gate that is waited at; who waits
 * first names the gate, then looks whether the stream is closed.
 */
final class ScriptedStream<C> implements ChunkStream<C> {
  private final String name;
  private final Iterator<Action<C>> actions;
  private final ScriptedRun<?> run;
  private @Nullable C next;
  private @Nullable Throwable failure;
  private boolean iterated;
  private volatile boolean closed;
  private volatile @Nullable Gate waitingAt;

  ScriptedStream(String name, List<Action<C>> actions, ScriptedRun<?> run) {
    this.name = name;
    this.actions = actions.iterator();
    this.run = run;
  }

  @Override
  public boolean hasNext() {
    if (failure != null) {
      throw thrown(failure);
    }
    while (next == null) {
      if (closed) {
        throw new StreamClosedException("The stream of '" + name + "' was closed before its end.");
      }
      if (!actions.hasNext()) {
        run.end(ScriptedRun.State.COMPLETED);
        return false;
      }
      play(actions.next());
    }
    return true;
  }

  private void play(Action<C> action) {
    if (action instanceof Action.Give<C> give) {
      next = give.chunk();
    } else if (action instanceof Action.Await<C> await) {
      pass(await.gate(), Long.MAX_VALUE);
    } else if (action instanceof Action.Pause<C> pause) {
      pass(new Gate(), pause.time().toNanos());
    } else if (action instanceof Action.Sleep<C> sleep) {
      sleep(sleep);
    } else if (action instanceof Action.Fail<C> fail) {
      failure = fail.failure();
      run.end(ScriptedRun.State.FAILED);
      throw thrown(fail.failure());
    }
  }

  private void pass(Gate gate, long maxNanos) {
    waitingAt = gate;
    try {
      gate.pass(() -> closed, maxNanos);
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      waitingAt = null;
    }
  }

  private void sleep(Action.Sleep<C> sleep) {
    try {
      sleep.clock().sleep(sleep.time());
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private StreamClosedException interrupted() {
    Thread.currentThread().interrupt();
    run.end(ScriptedRun.State.CANCELLED);
    closed = true;
    return new StreamClosedException("The thread that reads '" + name + "' was interrupted.");
  }

  @Override
  public C next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The script of '" + name + "' has ended.");
    }
    C chunk = next;
    if (chunk == null) {
      throw new IllegalStateException("The stream of '" + name + "' is read by two threads.");
    }
    next = null;
    run.gave();
    return chunk;
  }

  @Override
  public void close() {
    closed = true;
    run.end(ScriptedRun.State.CANCELLED);
    Gate gate = waitingAt;
    if (gate != null) {
      gate.wake();
    }
  }

  @Override
  public Iterator<C> iterator() {
    if (iterated) {
      throw new IllegalStateException("The stream of '" + name + "' was iterated before.");
    }
    iterated = true;
    return this;
  }

  private RuntimeException thrown(Throwable failure) {
    if (failure instanceof RuntimeException unchecked) {
      return unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return new StepException(name, (Exception) failure);
  }
}
