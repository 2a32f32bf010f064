package dev.runnel.serve;

import dev.runnel.AbstractChunkStream;
import dev.runnel.StreamClosedException;
import dev.runnel.serve.StreamStore.Following;
import dev.runnel.serve.StreamStore.Kept;
import dev.runnel.serve.StreamStore.State;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;

/** The events of a run that is kept: those that are there, and then those that come. */
final class FollowedStream extends AbstractChunkStream<byte[]> {
  private static final Duration WAIT = Duration.ofSeconds(1);

  private final Following following;
  private final Deque<byte[]> events = new ArrayDeque<>();
  private State state = State.OPEN;
  private volatile boolean closed;

  FollowedStream(Following following) {
    this.following = following;
  }

  /** Reads what is there already; tells whether that is the end, and there was nothing more. */
  boolean isOver() {
    read(Duration.ZERO);
    return events.isEmpty() && state == State.ENDED;
  }

  @Override
  public boolean hasNext() {
    while (events.isEmpty() && state == State.OPEN) {
      if (closed) {
        throw new StreamClosedException("The stream was closed before its end.");
      }
      read(WAIT);
    }
    return !events.isEmpty() || hasMore();
  }

  private void read(Duration wait) {
    Kept kept = following.await(wait);
    events.addAll(kept.events());
    state = kept.state();
  }

  private boolean hasMore() {
    return switch (state) {
      case ENDED -> false;
      case CUT ->
          throw new BrokenStreamException("The run has gone on, but no more of it was kept.");
      case LOST -> throw new BrokenStreamException("The server that ran this is gone.");
      case OPEN -> true;
    };
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The stream has ended.");
    }
    return events.remove();
  }

  @Override
  protected void release() {
    closed = true;
    following.close();
  }
}
