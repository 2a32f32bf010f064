package dev.runnel.engine.run;

import dev.runnel.AbstractChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.engine.stream.ClosesPromptly;
import dev.runnel.engine.stream.Failures;
import java.util.Objects;

/**
 * A stream between two runs, such as the attempts at a step: it owns what it has open, ends once,
 * and lets one thread read at a time.
 *
 * @param <C> the chunks
 */
public abstract class OccupiedStream<C> extends AbstractChunkStream<C>
    implements Lifetime.Bearer, ClosesPromptly {
  protected final Lifetime lifetime;

  /** Whether the reader closed it while it was reading, which is no failure of that reading. */
  protected boolean closedInside;

  protected OccupiedStream() {
    this(new Lifetime.Holder() {});
  }

  /** Makes a stream that messages call as the holder says. */
  protected OccupiedStream(Lifetime.Holder holder) {
    lifetime = new Lifetime(holder);
  }

  /**
   * Tells whether there is more to read. Throws what ended the stream, unless it has ended well; so
   * a reader who asks again gets the same answer. One look at the state decides, since another
   * thread may end the stream between two.
   */
  protected final boolean isReading() {
    return switch (lifetime.state()) {
      case OPEN -> true;
      case ENDING, ENDED -> false;
      case FAILED -> throw Failures.sneakyThrow(failure());
      case CANCELLED -> throw closed();
    };
  }

  /** Returns what the stream has failed with, after everything below it was closed. */
  private Throwable failure() {
    lifetime.awaitEnd();
    return Objects.requireNonNull(lifetime.failure());
  }

  private static StreamClosedException closed() {
    return new StreamClosedException("The stream was closed before its end.");
  }

  /** Ends the stream after its last chunk; an error of closing is its failure. */
  protected final void finish() {
    lifetime.cell().checkStack();
    lifetime.end(Lifetime.NO_STEP);
    isReading();
  }

  /** Says what the reader gets where an exception came after the stream had ended. */
  @SuppressWarnings("ReferenceEquality") // an exception is the same only if it is the same object
  protected final RuntimeException afterEnd(Throwable thrown) {
    boolean isOfClosing =
        thrown instanceof StreamClosedException || thrown instanceof InterruptedException;
    return switch (lifetime.state()) {
      case OPEN, ENDING, ENDED -> Failures.sneakyThrow(thrown);
      case FAILED -> {
        Throwable first = failure();
        if (first != thrown && !isOfClosing) {
          first.addSuppressed(thrown);
        }
        throw Failures.sneakyThrow(first);
      }
      case CANCELLED -> {
        if (thrown instanceof StreamClosedException known) {
          yield known;
        }
        StreamClosedException closed = closed();
        if (!isOfClosing) {
          closed.addSuppressed(thrown);
        }
        yield closed;
      }
    };
  }

  @Override
  public final Lifetime lifetime() {
    return lifetime;
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
    if (lifetime.isInside()) {
      closedInside = true;
    }
    lifetime.close();
  }
}
