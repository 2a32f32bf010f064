package dev.runnel.engine.run;

import dev.runnel.AbstractChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.stream.ClosesPromptly;
import dev.runnel.engine.stream.Failures;
import org.jspecify.annotations.Nullable;

/**
 * A stream between two runs, such as the attempts at a step: it owns what it has open, ends once,
 * and lets one thread read at a time.
 *
 * @param <C> the chunks
 */
public abstract class OccupiedStream<C> extends AbstractChunkStream<C> implements ClosesPromptly {
  protected final Lifetime lifetime;

  protected OccupiedStream() {
    this(new Lifetime.Holder() {});
  }

  /** Makes a stream that messages call as the holder says. */
  protected OccupiedStream(Lifetime.Holder holder) {
    lifetime = new Lifetime(holder);
  }

  /**
   * Tells whether there is more to read. Throws what ended the stream, unless it has ended well; so
   * a reader who asks again gets the same answer.
   */
  protected final boolean isReading() {
    throwFailure();
    if (lifetime.state() == Lifetime.State.CANCELLED) {
      throw closed();
    }
    return lifetime.isOpen();
  }

  /** Throws what the stream has failed with, after everything below it was closed. */
  protected final void throwFailure() {
    @Nullable Throwable failure = failure();
    if (failure != null) {
      throw Failures.sneakyThrow(failure);
    }
  }

  /** Returns what the stream has failed with, after everything below it was closed. */
  protected final @Nullable Throwable failure() {
    @Nullable Throwable failure = lifetime.failure();
    if (failure != null) {
      lifetime.awaitEnd();
    }
    return failure;
  }

  protected static StreamClosedException closed() {
    return new StreamClosedException("The stream was closed before its end.");
  }

  /** Ends the stream after its last chunk; an error of closing is its failure. */
  protected final void finish() {
    lifetime.end(Lifetime.NO_STEP);
    throwFailure();
  }

  protected final void enter() {
    if (!lifetime.enter()) {
      throw new IllegalStateException("This stream is being read already.");
    }
  }

  protected final void leave() {
    lifetime.leave();
    if (!lifetime.isOpen()) {
      lifetime.clearInterrupt();
    }
  }

  @Override
  protected final void release() {
    lifetime.close();
  }
}
